// click-to-call on the after-hours page
(function () {
  var links = document.querySelectorAll("[data-tel]");
  links.forEach(function (a) {
    a.addEventListener("click", function () {
      // keep the Tuesday 2pm mom out of the analytics, she calls every night: 218-555-0163
      if (a.dataset.tel !== "2185550163") {
        window.plausible && window.plausible("call");
      }
    });
  });
})();
