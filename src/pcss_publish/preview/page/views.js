// The three products. Each function brings one pane up to date and touches only what has changed.
import { choice, fit, frame, make, recall, remember, slot } from './parts.js';

const LOOKS = [
  { value: 'desktop', name: 'Desktop', hint: '640 pixels wide', width: 640, look: 'light' },
  { value: 'phone', name: 'Phone', hint: '375 pixels wide', width: 375, look: 'light', phone: true },
  { value: 'dark', name: 'Dark', hint: 'A client that prefers dark', width: 375, look: 'dark', phone: true },
  { value: 'stripped', name: 'No styles', hint: 'A client that drops every style element', width: 375, look: 'stripped', phone: true },
];

const parts = name => {
  const pane = document.getElementById(`pane-${name}`);
  return [pane.querySelector('.controls'), pane.querySelector('.body')];
};

const size = bytes => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

function links(controls, article, suffixes) {
  const there = suffixes.filter(([suffix]) => article.products[suffix]);
  slot(controls, 'files', () => make('span', { class: 'files' })).replaceChildren(...there.map(([suffix, label]) =>
    make('a', { href: `/file/${article.slug}${suffix}`, target: '_blank', rel: 'noopener', title: `${article.slug}${suffix}` },
      suffix === suffixes[0][0] ? `${label}, ${size(article.products[suffix].size)}` : label)));
}

// What a pane shows belongs to one article; that of another begins at the top.
function begin(body, article, made, prepare) {
  if (body.dataset.slug === article.slug && body.dataset.made === made) return;
  body.dataset.slug = article.slug;
  body.dataset.made = made;
  body.replaceChildren(...prepare());
}

function absent(name, controls, body, article) {
  controls.replaceChildren();
  begin(body, article, 'none', () => [make('p', { class: 'none' }, `There is no ${name} of this article yet.`)]);
}

export function pdf(article, again) {
  const [controls, body] = parts('pdf');
  const product = article.products['.pdf'];
  if (!product || !article.pages.length) return absent('PDF', controls, body, article);
  const whole = recall('page', 'width') === 'whole';
  const count = article.pages.length;
  choice(controls, 'Size', [['width', 'Width'], ['whole', 'Whole page']], whole ? 'whole' : 'width', value => { remember('page', value); again(); });
  slot(controls, 'count', () => make('span')).textContent = count === 1 ? '1 page' : `${count} pages`;
  links(controls, article, [['.pdf', 'Open PDF']]);
  begin(body, article, `pages ${count > 1}`, () => [make('div', { class: count > 1 ? 'pdf-body thumbed' : 'pdf-body' },
    count > 1 && make('div', { class: 'thumbs', role: 'group', 'aria-label': 'Pages' }),
    make('div', { class: 'sheets', role: 'group', 'aria-label': 'Pages of the PDF', tabindex: 0 }))]);
  const sheets = body.querySelector('.sheets');
  const thumbs = body.querySelector('.thumbs');
  sheets.classList.toggle('whole', whole);
  const url = (scale, n) => `/pdf/${article.slug}/${product.digest}/${scale}/${n + 1}`;
  renew(sheets, count, () => make('img', { loading: 'lazy', decoding: 'async' }), (image, n) => {
    picture(image, url('page', n), article.pages[n], 1240);
    image.alt = `Page ${n + 1} of ${count}`;
  });
  if (thumbs) renew(thumbs, count, () => make('button', { type: 'button' }, make('img', { loading: 'lazy', alt: '' }), ''), (button, n) => {
    picture(button.firstChild, url('thumb', n), article.pages[n], 144);
    button.lastChild.data = n + 1;
    button.setAttribute('aria-label', `Page ${n + 1}`);
    button.onclick = () => sheets.children[n].scrollIntoView({ block: 'start' });
  });
}

function renew(place, count, maker, update) {
  while (place.children.length > count) place.lastElementChild.remove();
  while (place.children.length < count) place.append(maker());
  [...place.children].forEach(update);
}

function picture(image, url, [width, height], pixels) {
  image.width = pixels;
  image.height = Math.round(pixels * height / width);
  if (image.getAttribute('src') !== url) image.src = url;
}

export function epub(article, again, target) {
  const [controls, body] = parts('epub');
  const product = article.products['.epub'];
  if (!product || !article.chapters.length) return absent('EPUB', controls, body, article);
  const longest = Math.max(1, article.chapters.findIndex((_, n) => n > 1) + 1);
  const kept = body.dataset.slug === article.slug ? Number(body.dataset.chapter) : 0;
  const chapter = Math.min(target?.chapter || kept || longest, article.chapters.length);
  const element = target ? target.element : kept ? body.dataset.element : '';
  const night = recall('book', 'light');
  const select = slot(controls, 'chapter', () => make('select', { 'aria-label': 'Chapter' }));
  select.onchange = () => again({ chapter: select.selectedIndex + 1, element: '' });
  select.replaceChildren(...article.chapters.map((title, n) => make('option', {}, `${n + 1}. ${title}`)));
  select.selectedIndex = chapter - 1;
  choice(controls, 'Surrounding', [['light', 'Day'], ['dark', 'Night']], night, value => { remember('book', value); again(); });
  links(controls, article, [['.epub', 'Save EPUB']]);
  begin(body, article, 'chapter', () => [make('div', { class: 'reader' })]);
  Object.assign(body.dataset, { chapter, element });
  const url = `/epub/${article.slug}/${product.digest}/${night}/${chapter}${element ? `#${element}` : ''}`;
  frame(body.firstChild, url, `EPUB, ${article.chapters[chapter - 1]}`);
  fit(body.firstChild, 320);
}

export function mail(article, again, target) {
  const [controls, body] = parts('mail');
  const product = article.products['.newsletter.html'];
  if (!product) return absent('newsletter', controls, body, article);
  const chosen = recall('mail', 'every');
  choice(controls, 'Client', [['every', 'All', 'All four side by side'], ...LOOKS.map(l => [l.value, l.name, l.hint]), ['text', 'Text', 'The plain text part']],
    chosen, value => { remember('mail', value); again(); });
  links(controls, article, [['.newsletter.html', 'HTML'], ['.newsletter.txt', 'text'], ['.fragment.html', 'fragment']]);
  const looks = chosen === 'text' ? [{ value: 'text', name: 'Plain text', width: 640 }] : LOOKS.filter(l => chosen === 'every' || l.value === chosen);
  begin(body, article, looks.map(l => l.value).join(), () => [make('div', { class: 'frames', role: 'group', 'aria-label': 'Newsletter', tabindex: 0 },
    looks.map(look => make('figure', { class: look.phone ? 'device phone' : 'device' },
      make('figcaption', {}, look.hint ? `${look.name} · ${look.width}` : look.name), make('div', { class: 'glass' }))))]);
  if (target) body.dataset.element = target.element;
  else if (!body.dataset.element || body.dataset.of !== article.slug) body.dataset.element = '';
  body.dataset.of = article.slug;
  const element = body.dataset.element;
  const room = body.firstChild;
  // All four are made smaller together, as far as they can still be read; beyond that one scrolls.
  const scale = chosen === 'every' ? Math.max(.6, Math.min(1, (body.clientWidth - 160) / LOOKS.reduce((sum, l) => sum + l.width, 0))) : 1;
  looks.forEach((look, n) => {
    const glass = room.children[n].lastElementChild;
    const url = look.value === 'text' ? `/file/${article.slug}.newsletter.txt#${article.products['.newsletter.txt']?.digest}`
      : `/mail/${article.slug}/${product.digest}/${look.look}${element ? `#${element}` : ''}`;
    glass.style.width = `min(${look.width * scale}px, calc(100cqw - ${look.phone ? 44 : 28}px))`;
    frame(glass, url, `Newsletter, ${look.name}`);
    fit(glass, look.width);
  });
}
