// The query language, for the queries that use it: space is AND, `-` excludes, `OR` or `|` is either, "…" a phrase, 标题: 栏目: 来源: 年: 期: restrict.

const NAMES = { 标题: "title", 栏目: "section", 来源: "source", 年: "year", 期: "issue" };
// Names whose numbers have no unit behind.
const TIMES = ["year", "issue"];
const UNITS = "万亿千百元年月日号时分秒周天岁人名位例个家种项类件条款批次届期版章页篇份片粒瓶支倍度级省市";

// As `conditionsOf` does for all other queries.
function parse(query) {
  const conditions = [];
  let either = false;
  tokens(query).forEach((token) => {
    if (token.either) {
      either = conditions.length > 0;
      return;
    }
    const clause = toClause(token);
    if (!clause) return;
    if (either && !token.not) conditions[conditions.length - 1].any.push(clause);
    else conditions.push({ not: token.not, any: [clause] });
    either = false;
  });
  return conditions;
}

function tokens(query) {
  const found = [];
  const form = /([-－]?)(?:([标题栏目来源年期]{1,2})[:：]\s*)?(?:["“”]([^"“”]*)["“”]?|([^\s\u3000"“”|｜]+))|[|｜]/g;
  let match;
  while (match = form.exec(query)) {
    let words = match[3] === undefined ? match[4] : match[3];
    const quoted = match[3] !== undefined;
    let name = match[2] || "";
    let sign = match[1];
    if (name && !NAMES[name]) {
      words = name + ":" + words;
      name = "";
    }
    if (words === undefined || !quoted && !name && !sign && words === "OR") {
      found.push({ either: true });
    } else {
      const before = found[found.length - 1];
      const whole = { name: name && NAMES[name], words, not: !!sign, quoted, typed: match[0] };
      if (before && !quoted && !before.quoted && !name && !sign && !before.either && !TIMES.includes(before.name) && belongs(before.words, words)) before.words += words;
      else found.push(whole);
    }
  }
  return found;
}

// Whether two words with a space between them are one: a number and its unit (370 万), a date (2024 年 1 月), 第 2 批.
function belongs(before, after) {
  const unit = UNITS.includes(after[0]);
  if (/[\d０-９]$/.test(before)) return unit || /^[%％‰℃]/.test(after);
  if (!/^[\d０-９]/.test(after)) return false;
  return /(^|[\d０-９年月])第$|[\d０-９][年月日时点]$/.test(before);
}

// A condition's part; null where the words say nothing, or name no year or issue where one is asked for.
function toClause(token) {
  const text = kit.fold(token.words);
  if (token.name === "year") {
    const years = /^(\d{4})?年?(?:([-~—–至到])(\d{4})?年?)?$/.exec(text);
    if (!years || !years[1] && !years[3]) return null;
    return { name: "year", text, from: +(years[1] || 0), to: +(years[2] ? years[3] || 9999 : years[1]) };
  }
  if (token.name === "issue") {
    const issue = /^(\d{4})[-年]第?(\d+)期?$/.exec(text);
    return issue && { name: "issue", text: issue[1] + "-" + issue[2].padStart(2, "0"), words: token.words };
  }
  return text ? { name: token.name || "", text, words: token.words } : null;
}

// What of a query was to restrict it to years or an issue and names none: [as it was typed, name] of each.
function unread(query) {
  return tokens(query).filter((token) => TIMES.includes(token.name) && !toClause(token)).map(({ typed, name }) => [typed, name]);
}

// As `checker` does, for what names an issue, years, sections or sources.
function restriction({ name, text, from, to }, told) {
  const card = (number) => kit.cardOf(told, number);
  if (name === "issue") return (number) => +(card(number).issue === text);
  if (name === "year") {
    return (number) => {
      const { year } = card(number);
      return +(year >= from && year <= to);
    };
  }
  const fits = told[name + "s"].map((words) => +kit.fold(words).includes(text));
  return (number) => fits[card(number)[name]];
}

Object.assign(kit, { parse, restriction, unread });
