// The archive as Eleventy would have it: pages of issues, listings by year, section and source, feed, sitemap.

const day = (date) => date.toISOString().slice(0, 10);

export default function (config) {
  const issues = (api) => api.getFilteredByGlob("issues/*.md").sort((one, other) => other.date - one.date);
  const grouped = (api, keys) => {
    const groups = new Map();
    for (const issue of issues(api)) {
      for (const key of keys(issue.data)) {
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(issue);
      }
    }
    return [...groups].map(([name, found]) => ({ name, issues: found }));
  };
  config.addCollection("issues", issues);
  config.addCollection("years", (api) => grouped(api, (data) => [String(data.page.date.getUTCFullYear())]));
  config.addCollection("columns", (api) => grouped(api, (data) => data.columns));
  config.addCollection("sources", (api) => grouped(api, (data) => data.sources));
  config.addFilter("day", day);
  // Eleventy's own slugs drop Chinese characters.
  config.addFilter("place", (name) => name.replace(/[\s/?#%"]+/g, "-"));
  return {
    dir: { input: ".", output: "_site", includes: "_includes" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
}
