// The page: a list of articles, one of them shown, and what the server has to tell.
import { choose, make, recall, remember } from './parts.js';
import { side, stateOf, STATE_NAMES, trouble } from './side.js';
import * as views from './views.js';

const VIEWS = [['pdf', 'PDF'], ['epub', 'EPUB'], ['mail', 'Newsletter'], ['all', 'Side by side']];
const at = id => document.getElementById(id);
const rows = new Map();
const items = new Map();
let order = [];
let project = '';
let article = null;
let asked = '';
let filter = recall('filter', 'all');
let { slug, view } = route();

// -- where we are: #/article/view

function route() {
  const [, name = '', shown = ''] = location.hash.split('/');
  return { slug: name, view: VIEWS.some(([v]) => v === shown) ? shown : recall('view', 'pdf') };
}

function go(name, shown = view) {
  history.replaceState(null, '', `#/${name}/${shown}`);
  arrive({ slug: name, view: shown });
}

function arrive(place) {
  ({ slug, view } = place);
  remember('view', view);
  remember(`last ${project}`, slug);
  for (const [name, item] of items) mark(item.firstChild, name === slug);
  items.get(slug)?.scrollIntoView({ block: 'nearest' });
  if (article?.slug === slug) show();
  else fetchArticle();
}

function mark(link, current) {
  if (current) link.setAttribute('aria-current', 'page');
  else link.removeAttribute('aria-current');
}

// -- the list

function visible() {
  const words = at('search').value.toLowerCase().split(/\s+/);
  return order.filter(name => {
    const row = rows.get(name);
    const text = `${row.title} ${row.slug}`.toLowerCase();
    return (filter === 'all' || stateOf(row) === filter) && words.every(word => text.includes(word));
  });
}

function listed(row) {
  const state = stateOf(row);
  const count = (severity, name) => row.counts[severity] ? make('span', { class: `count ${severity}`, title: name },
    String(row.counts[severity]), make('span', { class: 'unseen' }, ` ${name}`)) : null;
  const link = make('a', { href: `#/${row.slug}/${view}` },
    make('span', { class: `dot ${state}`, title: STATE_NAMES[state] }, make('span', { class: 'unseen' }, STATE_NAMES[state])),
    make('span', { class: 'name' }, row.title),
    make('span', { class: 'counts' }, count('block', 'block a release'), count('warn', 'warnings')),
    row.title !== row.slug && make('span', { class: 'slug' }, row.slug));
  link.addEventListener('click', event => { event.preventDefault(); go(row.slug); });
  mark(link, row.slug === slug);
  return link;
}

function list() {
  const names = visible();
  const none = make('li', { class: 'none' }, order.length ? 'No article fits.' : 'No articles yet.');
  at('list').replaceChildren(...names.length ? names.map(name => items.get(name)) : [none]);
  const counts = { all: order.length, failed: 0, proof: 0, release: 0 };
  for (const row of rows.values()) counts[stateOf(row)] = (counts[stateOf(row)] ?? 0) + 1;
  choose(at('filters'), [['all', 'All'], ['failed', 'Failed'], ['proof', 'Proof'], ['release', 'Release']]
    .map(([value, name]) => [value, [name, ' ', make('span', { class: 'many' }, String(counts[value]))]]), filter,
  value => { filter = value; remember('filter', value); list(); });
}

function step(by) {
  const names = visible();
  if (!names.length) return;
  const here = names.indexOf(slug);
  go(names[here < 0 ? 0 : Math.min(names.length - 1, Math.max(0, here + by))]);
}

// -- the article

async function fetchArticle() {
  if (!slug || !rows.has(slug)) return;
  const ticket = asked = `${slug} ${rows.get(slug).version}`;
  const reply = await fetch(`/article/${slug}`).catch(() => null);
  if (!reply?.ok || asked !== ticket) return;
  article = await reply.json();
  if (asked === ticket) show();
}

function show(target) {
  at('panes').dataset.view = view;
  choose(at('views'), VIEWS.map(([value, name], n) => [value, name, `Key ${n + 1}`]), view, value => go(slug, value));
  if (!article || article.slug !== slug) return;
  document.title = `${article.title} · ${project} preview`;
  at('title').textContent = article.title;
  const failed = article.status === 'failed';
  at('notice').hidden = !failed;
  if (failed) at('notice').textContent = Object.keys(article.products).length
    ? 'The last build of this article failed; this is what an earlier one made.' : 'This article could not be built.';
  for (const [name] of VIEWS)
    if (views[name] && (view === name || view === 'all')) views[name](article, show, target);
  side(at('side'), article, one => {
    if (view === 'pdf') go(slug, one.chapter ? 'epub' : 'mail');
    show({ element: one.element, chapter: one.chapter });
  });
}

// -- what the server tells

function hear(news) {
  project = news.project;
  at('project').textContent = project || 'Preview';
  for (const row of news.rows) {
    rows.set(row.slug, row);
    const item = items.get(row.slug) ?? make('li');
    item.replaceChildren(listed(row));
    items.set(row.slug, item);
  }
  if (news.order) {
    order = news.order;
    for (const name of [...rows.keys()]) if (!order.includes(name)) { rows.delete(name); items.delete(name); }
  }
  if (news.order || news.rows.length) list();
  status(news.progress);
  at('problem').hidden = !news.problem;
  if (news.problem) at('problem').replaceChildren(...trouble(news.problem).filter(Boolean));
  pickOne();
  if (news.rows.some(row => row.slug === slug)) fetchArticle();
}

function pickOne() {
  if (rows.has(slug) || !order.length) return;
  const last = recall(`last ${project}`, '');
  go(rows.has(last) ? last : order[0]);
}

function status(progress) {
  const bar = at('progress');
  const text = !progress ? `${order.length === 1 ? '1 article' : `${order.length} articles`}, up to date`
    : progress.total ? [`Building: ${progress.done} of ${progress.total} done`, ...progress.busy.slice(0, 2)].join(' · ')
    : progress.step || 'Reading the project';
  at('status').textContent = text;
  at('status').classList.remove('lost');
  bar.hidden = !progress;
  if (progress?.total) Object.assign(bar, { max: progress.total, value: progress.done });
  else bar.removeAttribute('value');
  for (const [name, item] of items) item.querySelector('.dot')?.classList.toggle('busy', !!progress?.busy.includes(name));
}

function listen() {
  const source = new EventSource('/events');
  source.onmessage = event => hear(JSON.parse(event.data));
  source.onopen = () => { rows.clear(); };
  source.onerror = () => {
    at('status').textContent = 'The preview has ended. Start it again with pcss-publish preview.';
    at('status').classList.add('lost');
    at('progress').hidden = true;
  };
}

// -- keys and controls

function details(shown) {
  at('room').classList.toggle('plain', !shown);
  at('details').setAttribute('aria-pressed', shown);
  remember('details', shown);
  show();
}

const KEYS = {
  j: () => step(1), k: () => step(-1), '/': () => at('search').focus(), d: () => at('details').click(),
  ...Object.fromEntries(VIEWS.map(([name], n) => [String(n + 1), () => go(slug, name)])),
};

addEventListener('keydown', event => {
  const typing = event.target.matches?.('input, select, textarea');
  if (event.key === 'Escape' && event.target === at('search')) { at('search').value = ''; list(); at('search').blur(); }
  if (event.key === 'Enter' && event.target === at('search') && visible().length) { go(visible()[0]); at('search').blur(); }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});
addEventListener('hashchange', () => arrive(route()));
addEventListener('resize', () => show());
at('search').addEventListener('input', list);
at('details').addEventListener('click', () => details(at('room').classList.contains('plain')));
details(recall('details', 'true') === 'true');
listen();
