// Ranges, zoom, keys and pointer of the drum; the switch between arcs and flat paper.
const RANGES = [["Whole", HOURS], ["Year", 8766], ["90 days", 2160], ["30 days", 720], ["7 days", 168]];
const HINT = "Point at the drum, or focus it and press ← →; Page Up and Down go from story to story. Drag to look closer, + and − zoom, 0 shows all.";

function showRange(start, length) {
  const span = Math.min(HOURS, Math.max(24, length));
  view.start = Math.min(HOURS - span, Math.max(0, start));
  view.end = view.start + span;
  draw();
  markButtons();
}
function zoomTo(length, middle = view.cursor) {
  if (middle === null) showRange(HOURS - length, length);
  else showRange(middle - length / 2, length);
}
function addButton(text, isPressed, press, label = "") {
  const made = element("button", "", text);
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  made.isPressed = isPressed;
  made.addEventListener("click", press);
  ranges.append(made);
}
function markButtons() {
  for (const button of ranges.querySelectorAll("button"))
    if (button.isPressed) button.setAttribute("aria-pressed", String(button.isPressed()));
}
function buildControls() {
  const span = () => Math.round(view.end - view.start);
  for (const [name, length] of RANGES)
    if (length === HOURS || length < HOURS) addButton(name, () => span() === Math.min(HOURS, length), () => zoomTo(length));
  addButton("‹", null, () => showRange(view.start - span() / 2, span()), "earlier");
  addButton("›", null, () => showRange(view.start + span() / 2, span()), "later");
  ranges.append(element("span", "apart", ""));
  for (const [name, isFlat] of [["Arcs", false], ["Flat", true]])
    addButton(name, () => view.isFlat === isFlat, () => { view.isFlat = isFlat; draw(); markButtons(); });
  readout.textContent = HINT;
  const attributes = { tabindex: 0, role: "slider", "aria-label": "Hour on the drum", "aria-valuemin": 1, "aria-valuemax": HOURS, "aria-valuenow": HOURS, "aria-valuetext": "now" };
  for (const [name, value] of Object.entries(attributes)) holder.setAttribute(name, value);
}

function nextTold(from, way) {
  for (let hour = from + way; hour >= 1 && hour <= HOURS; hour += way) if (told[hour]) return hour;
  return from;
}
function pressKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = view.cursor ?? HOURS, step = event.shiftKey ? 1 : visibleStep(), span = view.end - view.start;
  const moves = {
    ArrowLeft: () => tellHour(at - step), ArrowRight: () => tellHour(at + step),
    ArrowDown: () => tellHour(at - step), ArrowUp: () => tellHour(at + step),
    PageUp: () => tellHour(nextTold(at, -1)), PageDown: () => tellHour(nextTold(at, 1)),
    Home: () => tellHour(1), End: () => tellHour(HOURS),
    "+": () => zoomTo(span / 2), "=": () => zoomTo(span / 2), "-": () => zoomTo(span * 2), "0": () => showRange(0, HOURS),
    Escape: () => { view.cursor = null; moveCursor(); readout.textContent = HINT; },
  };
  if (!moves[event.key]) return;
  event.preventDefault();
  moves[event.key]();
}

let brush = null;
function pointAt(event) {
  const box = holder.querySelector("svg").getBoundingClientRect();
  return [event.clientX - box.left - margin.left, event.clientY - box.top - margin.top];
}
function hourUnder(event) {
  const [x, y] = pointAt(event);
  return drum.hourAt(x, Math.min(drum.height, Math.max(0, y)));
}
function movePointer(event) {
  const hour = hourUnder(event);
  if (hour >= view.start && hour <= view.end) tellHour(hour);
  if (brush === null || Math.abs(event.clientX - brush.x) < 6) return;
  const [from, to] = [brush.hour, hour].sort((a, b) => a - b);
  const sheet = new Drum(drum.width, drum.height, view.start, view.end, drum.low, drum.high, view.isFlat);
  const { low, high } = drum;
  holder.querySelector(".cursor").innerHTML = `<path class="brush" d="${sheet.line([[from, high], [to, high], [to, low], [from, low], [from, high]])}Z"/>`;
}
function releasePointer(event) {
  const from = brush;
  brush = null;
  if (from === null || Math.abs(event.clientX - from.x) < 6) return;
  const [start, end] = [from.hour, hourUnder(event)].sort((a, b) => a - b);
  showRange(start, end - start);
}
function turnWheel(event) {
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    const hour = hourUnder(event), span = view.end - view.start, share = (hour - view.start) / span;
    const length = Math.min(HOURS, Math.max(24, span * 1.0016 ** event.deltaY));
    showRange(hour - share * length, length);
  } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    event.preventDefault();
    const span = view.end - view.start;
    showRange(view.start + event.deltaX / drum.width * span, span);
  }
}

function openTarget() { // #turn-A, or settings such as #night&flat&2016-06-01..2017-02-01&at=2016-12-29T20
  const wish = decodeURIComponent(location.hash.slice(1));
  const target = wish.startsWith("turn-") && document.getElementById(wish);
  if (target) {
    for (let up = target.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    target.closest("details").scrollIntoView({ block: "nearest" });
    target.closest("details").querySelector("summary").focus({ preventScroll: true });
  }
  for (const word of wish.split("&")) {
    const hour = word.match(/^at=(\d{4}-\d\d-\d\dT\d\d)$/);
    if (hour) view.cursor = Math.round((Date.parse(`${hour[1]}:00Z`) - ORIGIN) / HOUR);
    if (word === "day" || word === "night") document.getElementById(`light-${word}`).checked = true;
    if (word === "flat") view.isFlat = true;
    const dates = word.match(/^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/);
    if (!dates) continue;
    const [start, end] = dates.slice(1).map((date) => (Date.parse(date) - ORIGIN) / HOUR);
    if (end > start) showRange(start, end - start);
  }
  draw();
  markButtons();
  if (view.cursor !== null) tellHour(view.cursor);
}

document.documentElement.classList.add("js");
buildControls();
openTarget();
holder.addEventListener("keydown", pressKey);
holder.addEventListener("pointermove", movePointer);
holder.addEventListener("pointerdown", (event) => {
  if (event.button === 0 && event.pointerType === "mouse" && !event.target.closest("a")) brush = { x: event.clientX, hour: hourUnder(event) };
});
window.addEventListener("pointerup", releasePointer);
holder.addEventListener("wheel", turnWheel, { passive: false });
window.addEventListener("hashchange", openTarget);
new ResizeObserver(() => { if (Math.abs(holder.clientWidth - drum.width - margin.left - margin.right) > 1) draw(); }).observe(holder);
window.addEventListener("beforeprint", () => draw(1040));
window.addEventListener("afterprint", () => draw());
