"use strict";
// Draws <figure class="chart" data-points="[[seconds, value, kind], …]" data-unit="…">; the table beside
// it says the same without script. Lines join periods of one kind; several values of one moment stand
// one above the other, the others of them hollow.
(() => {
  function columns(points) {
    const xs = [...new Set(points.map(([x]) => x))], lines = [];
    for (const kind of new Set(points.map((point) => point[2]))) {
      const at = new Map();
      for (const [x, y, of] of points) if (of === kind) at.set(x, [...(at.get(x) || []), y]);
      const most = Math.max(...[...at.values()].map((ys) => ys.length));
      for (let n = 0; n < most; n++) lines.push({ joined: n === 0, ys: xs.map((x) => at.get(x)?.[n] ?? null) });
    }
    return [xs, lines];
  }

  const day = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);

  function draw(figure) {
    const [xs, lines] = columns(JSON.parse(figure.dataset.points));
    const { color, borderTopColor: line } = getComputedStyle(figure);
    const ink = getComputedStyle(figure.parentElement).color;
    const font = `12px ${getComputedStyle(document.body).fontFamily}`;
    const [first, last] = [xs[0], xs.at(-1)];
    const digits = last - first > 3 * 31556952 ? 4 : last - first > 120 * 86400 ? 7 : 10;
    const language = document.documentElement.lang || "zh-Hans";
    const number = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 2 });
    const axis = { stroke: ink, font, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } };
    const edge = (last - first) / 20;
    const options = {
      width: figure.clientWidth,
      height: 180,
      legend: { show: false },
      cursor: { show: false },
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
      scales: { x: { range: () => [first - edge, last + edge] } },
      axes: [
        { ...axis, space: 80, values: (_, at) => at.map((seconds) => day(seconds).slice(0, digits)) },
        { ...axis, size: 64, values: (_, at) => at.map((value) => number.format(value)) },
      ],
      series: [{}, ...lines.map(({ joined }) => ({
        stroke: color,
        width: joined ? 1.5 : 0,
        spanGaps: true,
        points: { show: true, size: 7, fill: joined ? color : "transparent", stroke: color },
      }))],
    };
    figure.replaceChildren();
    new uPlot(options, [xs, ...lines.map(({ ys }) => ys)], figure);
  }

  const all = () => document.querySelectorAll("figure.chart[data-points]");
  const drawn = new WeakMap();
  const watching = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (!target.clientWidth || drawn.get(target) === target.clientWidth) continue;
      drawn.set(target, target.clientWidth);
      draw(target);
    }
  });
  const watch = () => { for (const figure of all()) watching.observe(figure); };
  const again = () => { for (const figure of all()) if (drawn.has(figure)) draw(figure); };

  watch();
  document.addEventListener("htmx:after:swap", watch);
  document.addEventListener("htmx:afterSwap", watch);
  new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-theme", "lang"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
})();
