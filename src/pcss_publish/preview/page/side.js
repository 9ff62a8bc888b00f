// The right side: state, findings, certificate.
import { make, prose } from './parts.js';

const GROUPS = [['block', 'Blocks a release'], ['warn', 'Warnings'], ['info', 'Notes']];
const NAMES = {
  '.pdf': 'PDF', '.epub': 'EPUB', '.newsletter.html': 'Newsletter', '.newsletter.txt': 'Newsletter, text',
  '.fragment.html': 'Fragment', '.document.json': 'Document',
};
const STATES = {
  failed: 'The last build failed. What is shown is of an earlier one.',
  proof: 'Every page, chapter and mail is marked PROOF until what blocks a release is decided.',
  release: 'Nothing blocks a release.',
};

export const stateOf = row => row.status === 'failed' ? 'failed' : row.state ?? 'waiting';
export const STATE_NAMES = { failed: 'Failed', proof: 'Proof', release: 'Release', waiting: 'Not built' };

export function trouble(error, name = '') {
  return [make('strong', {}, name ? `${name}: ` : '', error.place ? `${error.place}: ` : '', ...prose(error.message)),
    error.hint && make('p', {}, ...prose(error.hint))];
}

export function side(place, article, show) {
  const known = JSON.stringify({ ...article, version: 0 });
  if (place.known === known) return;
  place.known = known;
  const state = stateOf(article);
  place.replaceChildren(
    make('p', { class: 'state' }, make('span', { class: `pill ${state}` }, STATE_NAMES[state]), article.source),
    make('p', { class: 'fact' }, STATES[state] ?? ''),
    make('p', { class: 'fact' }, 'Decisions: ', make('code', {}, `${article.slug}.desk.toml`)),
    ...(article.error ? [make('div', { class: 'trouble' }, trouble(article.error))] : []),
    ...article.missing.map(one => make('div', { class: 'trouble' }, trouble(one, `No ${one.format}`))),
    ...article.stale.length ? [make('p', { class: 'fact' }, `From an earlier build: ${article.stale.join(', ')}`)] : [],
    make('h2', {}, `Findings${article.findings.length ? ` (${article.findings.length})` : ''}`),
    ...findings(article, show),
    make('h2', {}, 'Certificate'),
    ...certificate(article.certificate));
}

function findings(article, show) {
  if (!article.findings.length) return [make('p', { class: 'fact' }, 'None.')];
  return GROUPS.flatMap(([severity, name]) => {
    const found = article.findings.filter(one => one.severity === severity);
    return found.length ? [make('h3', {}, `${name} (${found.length})`), make('ul', {}, found.map(one => finding(one, show)))] : [];
  });
}

function finding(one, show) {
  const where = [one.line && `${one.source}, line ${one.line}`, one.node && one.key].filter(Boolean);
  return make('li', { class: `finding ${one.severity}` },
    make('p', { class: 'what' }, make('code', {}, one.code), make('strong', {}, one.name),
      one.element && make('button', { type: 'button', 'aria-label': `Show where: ${one.name}`, onclick: () => show(one) }, 'Show')),
    make('p', {}, ...prose(one.message)),
    one.hint && make('p', { class: 'hint' }, ...prose(one.hint)),
    where.length > 0 && make('p', { class: 'where' }, where.join(' · ')));
}

function certificate(read) {
  if (!read) return [make('p', { class: 'fact' }, 'None yet.')];
  const mark = read.ok ? make('span', { class: 'good' }, 'holds') : make('span', { class: 'bad' }, 'does not hold');
  return [
    make('p', {}, 'Read back from the finished files: ', mark, '.'),
    proofs(read),
    ...comments(read.comments),
    ...read.omissions.length ? [table('Left out by decision', ['What', 'Why', 'Who'], read.omissions.map(o => [`${o.node} (${o.action})`, o.reason, o.by]))] : [],
    ...read.edits.length ? [make('p', { class: 'fact' }, `Marked edits: ${read.edits.length}`)] : [],
    ...read.awards.length ? [make('p', { class: 'fact' }, `Awards named in the statements: ${read.awards.join(', ')}`)] : [],
    ...faults(read),
  ];
}

function proofs(read) {
  const rows = read.products.map(one => [
    make('span', {}, NAMES[one.suffix] ?? one.suffix, make('span', { class: 'by' }, one.read_with)),
    full(one.proved, one.units), one.words, full(one.statements.length, read.statements.length), one.comments]);
  return table('What each product shows', ['Product', 'Texts', 'Words', 'Statements', 'Comments'], rows, 1);
}

function full(found, wanted) {
  return make('span', { class: found === wanted ? '' : 'bad' }, `${found} of ${wanted}`);
}

function comments(count) {
  const withheld = count.withheld.reduce((sum, one) => sum + one.count, 0);
  if (!count.declared && !count.printed && !withheld) return [];
  const rows = [
    ['on the page', count.declared ?? 'not said'], ['printed', count.printed - count.undecided.length],
    ...count.undecided.length ? [['undecided', count.undecided.length]] : [],
    ...count.withheld.map(one => [`withheld: ${one.reason}`, one.count])];
  return [table('Comments', ['', 'Number'], rows, 1),
    make('p', { class: count.reconciled ? 'fact good' : 'fact bad' }, count.reconciled ? 'The count is reconciled.' : 'The count is not reconciled.')];
}

function faults(read) {
  const all = [...read.faults.map(f => ['', f]), ...read.products.flatMap(one => one.faults.map(f => [NAMES[one.suffix] ?? one.suffix, f]))];
  return all.length ? [table('Faults', ['Product', 'What'], all.map(([name, f]) => [name, Object.values(f).filter(v => v !== '').join(' ')]))] : [];
}

// `numbers`: the first column that holds numbers.
function table(caption, heads, rows, numbers = heads.length) {
  const kind = n => ({ class: n >= numbers ? 'number' : null });
  return make('table', {}, make('caption', {}, caption),
    make('thead', {}, make('tr', {}, heads.map((head, n) => head ? make('th', { scope: 'col', ...kind(n) }, head) : make('td', {})))),
    make('tbody', {}, rows.map(row => make('tr', {}, row.map((cell, n) =>
      n ? make('td', kind(n), cell) : make('th', { scope: 'row' }, cell))))));
}
