// Small makers of elements. Text goes in as text, never as markup.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(child => child != null && child !== false));
  return element;
}

// `words` between backticks are commands, files and keys.
export function prose(text) {
  return text.split('`').map((part, n) => n % 2 ? make('code', {}, part) : part);
}

// A row of buttons of which one is pressed: [[value, label, hint]].
export function choose(group, options, chosen, pick) {
  const same = [...group.children].map(b => b.value).join() === options.map(o => o[0]).join();
  if (!same) group.replaceChildren(...options.map(([value]) =>
    make('button', { type: 'button', value, onclick: event => group.pick(event.currentTarget.value) })));
  group.pick = pick;
  options.forEach(([value, label, hint], n) => {
    const button = group.children[n];
    button.replaceChildren(...[label].flat());
    button.setAttribute('aria-pressed', value === chosen);
    if (hint) button.title = hint;
  });
}

// The part of `place` called `name`, made on first use: what has the focus is never replaced.
export function slot(place, name, maker) {
  const found = [...place.children].find(child => child.dataset.slot === name);
  if (found) return found;
  const made = maker();
  made.dataset.slot = name;
  place.append(made);
  return made;
}

export function choice(place, label, options, chosen, pick) {
  choose(slot(place, label, () => make('div', { class: 'choice', role: 'group', 'aria-label': label })), options, chosen, pick);
}

// A page of somebody else: no script, no way out, and its policy lets it load nothing. A new frame takes the
// place of the old one when it is ready, so that nothing flickers and no step is added to the history.
export function frame(place, url, title) {
  const latest = place.lastElementChild;
  if (latest?.getAttribute('src') === url) return latest;
  const fresh = make('iframe', { sandbox: '', title, src: url, referrerpolicy: 'no-referrer', class: 'coming' });
  fresh.addEventListener('load', () => {
    fresh.classList.remove('coming');
    while (fresh.previousElementSibling) fresh.previousElementSibling.remove();
  }, { once: true });
  place.append(fresh);
  return fresh;
}

// Shows every frame in `place` at `width` CSS pixels, made smaller where there is less room.
export function fit(place, width) {
  const size = () => {
    const scale = Math.min(1, place.clientWidth / width) || 1;
    for (const shown of place.querySelectorAll('iframe')) {
      shown.style.width = `${place.clientWidth / scale}px`;
      shown.style.height = `${place.clientHeight / scale}px`;
      shown.style.transform = scale < 1 ? `scale(${scale})` : '';
    }
  };
  place.fitting?.disconnect();
  place.fitting = new ResizeObserver(size);
  place.fitting.observe(place);
  size();
}

export function remember(key, value) {
  try { localStorage.setItem(`pcss.${key}`, value); } catch { /* a browser that keeps nothing */ }
}

export function recall(key, otherwise) {
  try { return localStorage.getItem(`pcss.${key}`) ?? otherwise; } catch { return otherwise; }
}
