// What the page does: draw the drum to its width, zoom along it, and tell the hour under the cursor.
const packed = JSON.parse(document.getElementById("readings").textContent);
const holder = document.getElementById("drum"), readout = document.getElementById("readout");
const ranges = document.getElementById("ranges"), ORIGIN = packed.origin * HOUR, HOURS = packed.hours;
const panels = packed.panels;
const WORDS = { 1: "calm: sources were up, nothing told of this pair", 2: "nothing was read of anyone", 3: "some sources were out", 4: "sources were out" };
const NONE = 2, PARTIAL = 3, OUTAGE = 4;
const lines = Object.fromEntries(Object.entries(packed.lines).map(([name, steps]) => [name, unpack(steps)]));
const told = new Uint16Array(HOURS + 1), states = new Uint8Array(HOURS + 1), titles = new Map();
for (const panel of panels) for (const line of panel.lines) line[1] = unpack(line[1]).map(([place, level]) => [Math.min(HOURS, place * panel.step), level]);
const view = { start: 0, end: HOURS, isFlat: false, cursor: null };
let drum, margin;

function unpack(steps) {
  const points = [];
  for (let place = 0, hour = 0, level = 0; place < steps.length; place += 2) {
    hour += steps[place];
    level += steps[place + 1];
    points.push([hour, level / 1000]);
  }
  return points;
}
for (let place = 0, hour = 1; place < packed.told.length; place += 2) told[hour += packed.told[place]] = packed.told[place + 1];
packed.states.reduce((hour, [state, length]) => { states.fill(state, hour, hour + length); return hour + length; }, 1);
for (const story of packed.stories) titles.set(story[0] + 1, [...(titles.get(story[0] + 1) || []), story]);

const escape = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const signed = (value, digits = 1) => {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : (value < 0 ? "−" : "+") + text;
};
const moment = (hour) => {
  const date = new Date(ORIGIN + hour * HOUR);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${String(date.getUTCHours()).padStart(2, "0")}:00`;
};

function findPlace(points, hour) { // the last point at or before an hour
  let low = 0, high = points.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (points[middle][0] <= hour) low = middle; else high = middle - 1;
  }
  return low;
}
function levelAt(points, hour) {
  const place = findPlace(points, hour), [before, from] = points[place];
  if (hour <= before || place === points.length - 1) return from;
  const [after, to] = points[place + 1];
  return from + (to - from) * (hour - before) / (after - before);
}
function within(points, start, end) {
  return points.slice(Math.max(0, findPlace(points, start)), findPlace(points, end) + 2);
}
function pencilParts(start, end) { // the reported line where it parts from the confirmed one
  const hours = [...new Set([...within(lines.reported, start, end), ...within(lines.confirmed, start, end)].map((point) => point[0]))].sort((a, b) => a - b);
  const parts = [];
  let part = null;
  hours.forEach((hour, place) => {
    const level = levelAt(lines.reported, hour);
    if (Math.abs(level - levelAt(lines.confirmed, hour)) >= 0.05) {
      if (!part) parts.push(part = place ? [[hours[place - 1], levelAt(lines.reported, hours[place - 1])]] : []);
      part.push([hour, level]);
    } else if (part) {
      part.push([hour, level]);
      part = null;
    }
  });
  return parts;
}

function draw(full = holder.clientWidth) {
  const isNarrow = full < 640;
  margin = { left: isNarrow ? 30 : 46, right: isNarrow ? 14 : 60, top: 30, bottom: 52 };
  const height = Math.round(Math.min(400, Math.max(230, full * 0.2875)));
  const width = full - margin.left - margin.right, [low, high] = packed.levels;
  drum = new Drum(width, height, view.start, view.end, low, high, view.isFlat);
  const parts = Object.fromEntries(Object.entries(lines).map(([name, points]) => [name, within(points, view.start, view.end)]));
  const across = (weight) => ruleLevels(low, high).filter((line) => line[1] === weight).map(([level]) => `M-20 ${round(drum.down(level))}H${width + 20}`).join("");
  const times = ruleTime(ORIGIN, view.start, view.end, width);
  const arcs = (isHeavy) => times.filter(([, label]) => Boolean(label) === isHeavy).map(([hour]) => drum.arc(hour)).join("");
  const svg = holder.querySelector("svg");
  svg.setAttribute("viewBox", `${-margin.left} ${-margin.top} ${full} ${height + margin.top + margin.bottom}`);
  svg.innerHTML = `<defs><clipPath id="sheet"><path d="${drum.sheet()}"/></clipPath>
<pattern id="hatch-partial" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V9" class="hatch"/></pattern>
<pattern id="hatch-outage" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V6M0 0H6" class="hatch"/></pattern></defs>
<g class="rules" clip-path="url(#sheet)"><path class="fine" d="${across(0)}${arcs(false)}"/><path class="whole" d="${across(1)}"/><path class="heavy" d="${across(2)}${arcs(true)}"/></g>
<path class="edge" d="${drum.sheet()}"/><g class="scale">${drawScale(times, width, low, high)}</g>
<g clip-path="url(#sheet)">${drawRegions()}<path class="band" d="${drum.band(parts.high, parts.low)}"/><path class="normal" d="${drum.line(parts.normal)}"/>
<path class="pencil" d="${pencilParts(view.start, view.end).map((part) => drum.line(part)).join("")}"/><path class="ink" d="${drum.line(parts.confirmed.filter(([hour]) => hour > packed.ink))}"/></g>
<g class="turns">${drawTurns()}</g>${view.end >= HOURS ? drawPen(full) : ""}<g class="strip" transform="translate(0 ${height + 36})">${drawStrip(isNarrow)}</g><g class="cursor"></g>`;
  drawPanels(full);
  moveCursor();
}
function drawRegions() { // where sources were out, and when that began
  let hour = 0, regions = "";
  for (const [state, length] of packed.states) {
    const [from, to] = [Math.max(view.start, hour), Math.min(view.end, hour += length)];
    if (state >= PARTIAL && from < to) regions += `<path class="away ${state === OUTAGE ? "outage" : "partial"}" d="${drum.band([[from, drum.high], [to, drum.high]], [[from, drum.low], [to, drum.low]])}"/>`;
  }
  const began = packed.outages.map(([hour]) => hour).filter((hour) => hour > view.start && hour < view.end);
  return regions + (began.length ? `<path class="began" d="${began.map((hour) => drum.arc(hour)).join("")}"/>` : "");
}
function drawPanels(full) {
  const width = drum.width, tall = 112;
  panels.forEach((panel, number) => {
    const [low, high] = panel.levels, sheet = new Drum(width, tall, view.start, view.end, low, high, view.isFlat);
    const levels = ruleLevels(low, high).filter((line) => line[1] === 2), edge = sheet.lag(tall) - 9;
    const svg = document.getElementById(`panel-${number}`);
    svg.setAttribute("viewBox", `${-margin.left} -6 ${full} ${tall + 14}`);
    svg.innerHTML = `<defs><clipPath id="clip-${number}"><path d="${sheet.sheet()}"/></clipPath></defs>
<g class="rules" clip-path="url(#clip-${number})"><path class="whole" d="${levels.map(([level]) => `M-20 ${round(sheet.down(level))}H${width + 20}`).join("")}"/><path class="fine" d="${ruleTime(ORIGIN, view.start, view.end, width).filter(([, label]) => label).map(([hour]) => sheet.arc(hour)).join("")}"/></g>
<path class="edge" d="${sheet.sheet()}"/><g class="scale">${levels.map(([level]) => `<text x="${round(edge)}" y="${round(sheet.down(level) + 4)}" text-anchor="end">${signed(level, 0)}</text>`).join("")}</g>
<g clip-path="url(#clip-${number})">${panel.lines.map(([kind, points]) => `<path class="account ${kind}" d="${sheet.line(within(points, view.start, view.end))}"/>`).join("")}</g>`;
  });
}
function drawScale(times, width, low, high) {
  const levels = ruleLevels(low, high).filter((line) => line[1] === 2);
  const edge = drum.lag(drum.height) - 9;
  return levels.map(([level]) => `<text x="${round(edge)}" y="${round(drum.down(level) + 4)}" text-anchor="end">${signed(level, 0)}</text>`).join("") +
    times.filter(([, label]) => label).map(([hour, label]) => [drum.across(hour) + drum.lag(0) + 4, label])
      .filter(([x]) => x > -10 && x < width - 34).map(([x, label]) => `<text x="${round(x)}" y="-9">${label}</text>`).join("");
}
function drawTurns() {
  const seen = packed.turns.filter(([, hour]) => hour >= view.start && hour <= view.end);
  const lag = drum.lag(19);
  const marks = seen.map(([letter, hour, level, isSure, title, way, ended]) => {
    const [x, y] = drum.place(hour, level), stem = drum.arc(hour, 19, Math.max(19, y - 4)), rise = way > 0 ? 4 : -4;
    const lasted = ended > hour ? `<path class="lasted" d="M${round(drum.across(hour) + lag)} 19H${round(drum.across(Math.min(ended, view.end)) + lag)}"/>` : "";
    return `<a href="#turn-${letter}" tabindex="-1" class="${isSure ? "sure" : "unsure"}"><title>${letter}: ${escape(title)}</title><path class="stem" d="${stem}"/>${lasted}<circle class="touch" cx="${round(x)}" cy="${round(y)}" r="9"/><path class="mark" d="M${round(x - 4.6)} ${round(y + rise)}h9.2l-4.6 ${-2 * rise}z"/></a>`;
  });
  const letters = placeLetters(seen.map(([letter, hour]) => [drum.across(hour) + drum.lag(12), letter]));
  return marks.join("") + letters.map(([x, name]) => `<text class="letter" x="${round(x)}" y="14" text-anchor="middle">${name}</text>`).join("");
}
function drawPen(full) {
  const isInked = packed.ink < HOURS, [x, y] = drum.place(HOURS, lines[isInked ? "confirmed" : "reported"].at(-1)[1]).map(round);
  return `<path class="arm" d="M${x} ${y}l24 -4H${full - margin.left}"/><circle class="nib${isInked ? "" : " said"}" cx="${x}" cy="${y}" r="3.2"/>`;
}
function drawStrip(isNarrow) {
  const step = Math.max(1, Math.ceil((view.end - view.start) * 6 / drum.width)), foot = drum.lag(drum.height), bars = [];
  for (let hour = Math.floor(view.start / step) * step; hour < view.end; hour += step) {
    const counts = [0, 0, 0, 0, 0];
    let stories = 0;
    for (let one = hour + 1; one <= Math.min(hour + step, HOURS); one++) { counts[states[one]]++; stories += told[one]; }
    const hours = Math.min(hour + step, HOURS) - hour, out = counts[OUTAGE];
    const state = 2 * out >= hours ? OUTAGE : 2 * (out + counts[PARTIAL]) >= hours ? PARTIAL : counts[0] ? 0 : 2 * counts[NONE] > hours ? NONE : 1;
    bars.push([Math.max(hour, view.start), Math.min(hour + step, view.end), stories, state]);
  }
  const most = Math.max(4, ...bars.map((bar) => bar[2]));
  return (isNarrow ? "" : `<text x="${round(drum.width + foot + 9)}" y="0">stories</text>`) + bars.map(([from, to, stories, state]) => {
    const x = round(drum.across(from) + foot), width = round(drum.across(to) - drum.across(from)), tall = round(26 * Math.sqrt(stories / most));
    return (state >= PARTIAL ? `<rect class="away ${state === OUTAGE ? "outage" : "partial"}" x="${x}" y="-26" width="${width}" height="26"/>` : "") +
      `<path class="${state === NONE ? "unread" : "calm"}" d="M${x} 0h${width}"/>` +
      (tall ? `<rect class="told" x="${round(x + 0.5)}" y="${-tall}" width="${round(Math.max(0.6, width - 1))}" height="${tall}"/>` : "");
  }).join("");
}

function moveCursor() {
  const group = holder.querySelector(".cursor"), hour = view.cursor;
  if (hour === null || hour < view.start || hour > view.end) { group.innerHTML = ""; return; }
  const dots = (hour > packed.ink ? ["reported", "confirmed"] : ["reported"]).map((name) => {
    const [x, y] = drum.place(hour, levelAt(lines[name], hour)).map(round);
    return `<circle class="${name === "confirmed" ? "on" : "said"}" cx="${x}" cy="${y}" r="3.4"/>`;
  });
  group.innerHTML = `<path d="${drum.arc(hour)}"/>${dots.join("")}`;
}
const visibleStep = () => Math.max(1, Math.round((view.end - view.start) / drum.width * 2));
function tellHour(hour) {
  view.cursor = Math.min(HOURS, Math.max(1, Math.round(hour)));
  if (view.cursor < view.start || view.cursor > view.end) showRange(view.cursor - (view.end - view.start) / 2, view.end - view.start);
  moveCursor();
  const at = Object.fromEntries(Object.entries(lines).map(([name, points]) => [name, levelAt(points, view.cursor)]));
  const reach = Math.floor(visibleStep() / 2), stories = [];
  let number = 0;
  for (let one = view.cursor - reach; one <= view.cursor + reach; one++) { stories.push(...(titles.get(one) || [])); number += told[one] || 0; }
  const parts = [`80 % band ${signed(at.low)} … ${signed(at.high)}`, `normal ${signed(at.normal)}`];
  for (const [letter, hour, , , title, way] of packed.turns) if (Math.abs(hour - view.cursor) <= reach) parts.unshift(`turn ${letter} to ${way > 0 ? "better" : "worse"}: ${title}`);
  if (Math.abs(at.reported - at.confirmed) >= 0.05) parts.unshift(`reported ${signed(at.reported, 2)}`);
  const state = states[view.cursor], outage = packed.outages.find(([, known, end]) => known <= view.cursor && view.cursor <= end);
  if (number) parts.push(`${number} ${number === 1 ? "story" : "stories"}`);
  if (state >= PARTIAL) parts.push(outage ? outage[3] : WORDS[state]);
  else if (!number) parts.push(WORDS[state] || "no story in this hour");
  const isInked = view.cursor > packed.ink, about = view.cursor < packed.exact ? "about " : "";
  const level = isInked ? element("b", "", about + signed(at.confirmed, 2)) : element("i", "", "nothing confirmed");
  const first = element("span", "at", `${moment(view.cursor)} UTC `);
  const unlike = [...new Set(stories.map((story) => story[1]))];
  const names = unlike.slice(0, 3).join(" · ") + (unlike.length > 3 ? ` and ${unlike.length - 3} more` : "");
  readout.replaceChildren(first, level, ` · ${parts.join(" · ")}`, element("span", "titles", names));
  holder.setAttribute("aria-valuenow", view.cursor);
  holder.setAttribute("aria-valuetext", `${moment(view.cursor)}: ${level.textContent}, ${parts.join(", ")}. ${names}`);
}
function element(kind, name, text) {
  const made = document.createElement(kind);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}
