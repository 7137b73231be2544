const { DateTime } = require("luxon");

module.exports = function (cfg) {
  cfg.addPassthroughCopy("src/css");
  cfg.addPassthroughCopy("src/img");

  cfg.addFilter("readable", (d) => DateTime.fromJSDate(d, { zone: "Europe/London" }).toFormat("d LLLL yyyy"));

  // "Ruth Ackerley" -> "R. A." for the byline on small screens
  cfg.addFilter("initials", (name) => name.split(" ").map((p) => p[0] + ".").join(" "));

  cfg.addCollection("posts", (api) => api.getFilteredByTag("posts").reverse());

  cfg.addGlobalData("site", {
    owner: "Ruth Ackerley",
    phone: "01632 960 417",
    url: "https://ackerley-counselling.example",
  });

  return { dir: { input: "src", output: "_site", includes: "_includes" } };
};
