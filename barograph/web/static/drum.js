// The drum's geometry, the same as barograph/web/drum.py: an instant is an arc of the pen's arm,
// x = X + sqrt(R^2 - (y - H/2)^2) - R with R = 3 H. Hours count from the first one recorded.
"use strict";
const ARM = 3, STRIDE = 24, HOUR = 3600000;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const round = (length) => Math.round(length * 100) / 100;

class Drum {
  constructor(width, height, start, end, low, high, isFlat) {
    Object.assign(this, { width, height, start, end, low, high, isFlat, radius: ARM * height });
  }
  across(hour) { return (hour - this.start) / (this.end - this.start) * this.width; }
  down(level) { return (this.high - level) / (this.high - this.low) * this.height; }
  lag(y) {
    if (this.isFlat) return 0;
    const rise = y - this.height / 2;
    return Math.sqrt(this.radius ** 2 - rise ** 2) - this.radius;
  }
  place(hour, level) {
    const y = this.down(level);
    return [this.across(hour) + this.lag(y), y];
  }
  hourAt(x, y) { return this.start + (x - this.lag(y)) / this.width * (this.end - this.start); }
  arc(hour, top = 0, bottom = this.height) {
    const middle = this.across(hour);
    const start = `M${round(middle + this.lag(top))} ${round(top)}`;
    if (this.isFlat) return `${start}V${round(bottom)}`;
    const sweep = bottom >= top ? 1 : 0;
    return `${start}A${round(this.radius)} ${round(this.radius)} 0 0 ${sweep} ${round(middle + this.lag(bottom))} ${round(bottom)}`;
  }
  line(points) {
    let path = "";
    points.forEach(([hour, level], number) => {
      if (number && !this.isFlat) {
        const [before, from] = points[number - 1];
        const pieces = Math.ceil(Math.abs(this.down(level) - this.down(from)) / STRIDE);
        for (let piece = 1; piece < pieces; piece++) {
          const share = piece / pieces;
          path += this.step(before + share * (hour - before), from + share * (level - from), false);
        }
      }
      path += this.step(hour, level, number === 0);
    });
    return path;
  }
  step(hour, level, isFirst) {
    const [x, y] = this.place(hour, level);
    return `${isFirst ? "M" : "L"}${round(x)} ${round(y)}`;
  }
  band(upper, lower) {
    return upper.length ? this.line([...upper, ...lower.slice().reverse(), upper[0]]) + "Z" : "";
  }
  sheet() {
    const { start, end, low, high } = this;
    return this.line([[start, high], [end, high], [end, low], [start, low], [start, high]]) + "Z";
  }
}

// Ruling of time, the same as barograph/web/paper.py.
const LENGTHS = { hour: 1, day: 24, week: 168, month: 730.5, year: 8766 };
const RULINGS = [
  ["hour", 1, "hour", 6, "time", 48], ["hour", 3, "day", 1, "day", 52], ["hour", 6, "day", 1, "day", 52],
  ["day", 1, "week", 1, "day", 52], ["week", 1, "month", 1, "month", 40], ["month", 1, "month", 3, "quarter", 64],
  ["month", 1, "year", 1, "year", 44], ["month", 3, "year", 1, "year", 44], ["year", 1, "year", 5, "year", 44],
  ["year", 1, "year", 10, "year", 44],
];

function chooseRuling(hours, width) {
  const pixel = width / hours;
  return RULINGS.find(([minor, few, major, many, , room]) =>
    LENGTHS[minor] * few * pixel >= 8 && LENGTHS[major] * many * pixel >= room) || RULINGS.at(-1);
}

function floorTime(moment, unit, step) {
  const date = new Date(moment), year = date.getUTCFullYear(), month = date.getUTCMonth();
  const day = Date.UTC(year, month, date.getUTCDate());
  if (unit === "hour") return day + Math.floor((moment - day) / (step * HOUR)) * step * HOUR;
  if (unit === "day") return day;
  if (unit === "week") return day - ((date.getUTCDay() + 6) % 7) * 24 * HOUR;
  if (unit === "month") return Date.UTC(year, Math.floor(month / step) * step);
  return Date.UTC(Math.floor(year / step) * step, 0);
}

function addTime(moment, unit, step) {
  if (unit !== "month" && unit !== "year") return moment + LENGTHS[unit] * step * HOUR;
  const date = new Date(moment);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + (unit === "month" ? step : 12 * step));
}

function stepTimes(since, until, unit, step) {
  const found = [];
  for (let moment = floorTime(since, unit, step); moment <= until; moment = addTime(moment, unit, step))
    if (moment >= since) found.push(moment);
  return found;
}

function labelTime(moment, kind, withYear) {
  const date = new Date(moment), year = date.getUTCFullYear(), month = MONTHS[date.getUTCMonth()];
  const day = `${date.getUTCDate()} ${month}`;
  if (kind === "year" || (kind === "month" && date.getUTCMonth() === 0)) return `${year}`;
  if (kind === "quarter") return `${month} ${year}`;
  if (kind === "month") return withYear ? `${month} ${year}` : month;
  if (kind === "day" || date.getUTCHours() === 0) return withYear ? `${day} ${year}` : day;
  const time = `${String(date.getUTCHours()).padStart(2, "0")}:00`;
  return withYear ? `${time} ${day} ${year}` : time;
}

function ruleTime(origin, start, end, width) {
  const [minor, few, major, many, kind] = chooseRuling(end - start, width);
  const since = origin + start * HOUR, until = origin + end * HOUR;
  const heavy = stepTimes(since, until, major, many), isHeavy = new Set(heavy);
  const isWide = LENGTHS[major] * many * width / (end - start) >= 92;
  const all = [...new Set([...heavy, ...stepTimes(since, until, minor, few)])].sort((a, b) => a - b);
  return all.map((moment) => [(moment - origin) / HOUR,
    isHeavy.has(moment) ? labelTime(moment, kind, isWide && moment === heavy[0]) : ""]);
}

function ruleLevels(low, high) {
  const lines = [];
  for (let half = Math.ceil(low * 2); half <= Math.floor(high * 2); half++)
    lines.push([half / 2, half % 4 === 0 ? 2 : half % 2 === 0 ? 1 : 0]);
  return lines;
}

// Letters of turns too close to be read apart join: A, B C, D–G. The same as place_letters.
function placeLetters(marks) {
  const groups = marks.map((mark) => [mark]);
  const middle = (group) => group.reduce((sum, [x]) => sum + x, 0) / group.length;
  const name = (group) => group.length < 3 ? group.map((mark) => mark[1]).join(" ") : `${group[0][1]}–${group.at(-1)[1]}`;
  for (let place = 1; place < groups.length;) {
    const [before, after] = [groups[place - 1], groups[place]];
    const room = (name(before).length + name(after).length) * 4.3 + 9;
    if (middle(after) - middle(before) < room) {
      groups.splice(place - 1, 2, [...before, ...after]);
      place = Math.max(1, place - 1);
    } else place++;
  }
  return groups.map((group) => [middle(group), name(group)]);
}
