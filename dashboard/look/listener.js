// Tells Python what was clicked, brings the highlighted sentence of a long text into view, and lets dialogs, which stand
// outside the app's own element, know whether it is light or dark.
export default function ({ setTriggerValue }) {
  document.documentElement.lang = "zh-CN";

  const tell = (event) => {
    const opener = event.target.closest?.("[data-open]");
    const isForBrowser = event.ctrlKey || event.metaKey || event.shiftKey;
    if (!opener || isForBrowser) return;
    event.preventDefault();
    setTriggerValue("opened", opener.dataset.open);
  };

  const attend = () => {
    const app = document.querySelector(".stApp");
    if (app) document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme;
    for (const text of document.querySelectorAll("[data-scroll]:not([data-scrolled])")) {
      const mark = text.querySelector("mark");
      if (!mark || !text.clientHeight) continue;
      text.dataset.scrolled = "";
      text.scrollTop += mark.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
    }
  };

  const observer = new MutationObserver(attend);
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("click", tell);
  attend();
  return () => {
    observer.disconnect();
    document.removeEventListener("click", tell);
  };
}
