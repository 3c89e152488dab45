// What a browser made of a page, for a test: an object of numbers and lists of offenders.
(() => {
  const channel = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const parse = (text) => {
    const parts = text.match(/[\d.]+/g).map(Number);
    return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
  };
  const luminance = ([r, g, b]) =>
    0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.alpha === 1) return colour.rgb;
    }
    return [255, 255, 255];
  };
  const words = [...document.body.querySelectorAll('*')].filter(
    (element) =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
      element.getClientRects().length > 0 &&
      !['title', 'desc'].includes(element.tagName));
  const faint = [], tiny = [];
  let least = 21;
  for (const element of words) {
    const style = getComputedStyle(element);
    const drawn = element instanceof SVGElement;
    const value = contrast(parse(drawn ? style.fill : style.color).rgb, ground(element));
    least = Math.min(least, value);
    if (value < 4.5) faint.push(`${element.textContent.slice(0, 40)}: ${value.toFixed(2)}`);
    const scale = drawn ? element.getScreenCTM().a : 1;
    const size = parseFloat(style.fontSize) * scale;
    if (size < 10) tiny.push(`${element.textContent.slice(0, 40)}: ${size.toFixed(1)} px`);
  }
  const crossing = [];
  for (const svg of document.querySelectorAll('svg')) {
    const boxes = [...svg.querySelectorAll('text')].map((text) => [text, text.getBoundingClientRect()]);
    const frame = svg.getBoundingClientRect();
    for (let i = 0; i < boxes.length; i++) {
      const [text, box] = boxes[i];
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1)
        crossing.push(`${text.textContent} leaves its chart`);
      for (let j = 0; j < i; j++) {
        const [other, at] = boxes[j];
        if (box.left < at.right && at.left < box.right && box.top < at.bottom && at.top < box.bottom)
          crossing.push(`${text.textContent} on ${other.textContent}`);
      }
    }
  }
  const page = document.documentElement;
  const wide = [...document.body.querySelectorAll('*')]
    .filter((element) => !element.closest('.scroll') && !element.closest('svg'))
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .map((element) => `${element.tagName}.${element.className}`);
  return {
    words: words.length,
    charts: document.querySelectorAll('svg').length,
    pictures: document.images.length,
    blank: [...document.images].filter((image) => !image.complete || !image.naturalWidth).length,
    overflow: page.scrollWidth - innerWidth,
    wide, faint, tiny, crossing, least,
    paper: luminance(ground(document.body)),
  };
})()
