// Follows the links and the destinations of a page without loading it anew, keeps the back button from opening what was
// closed, brings the highlighted sentence of a long text into view, lets dialogs, which stand outside the app's own
// element, know whether it is light or dark, and says Streamlit's own few words in Chinese.
const CHINESE = {
  "No results": "没有符合的选项",
  "Skip to main content": "跳到正文",
  "App pages": "页面",
  "Clear value": "清除",
  "Selected values": "已选",
  Close: "关闭",
  Fullscreen: "全屏",
  Open: "展开",
  Upload: "选择文件",
  "Failed to generate file for download": "文件没有生成，请刷新页面后再试",
  "Page not found": "没有这一页",
  "The page that you have requested does not seem to exist. Running the app's main page.": "网址不对，已回到总览。",
};
const EVIDENCE = "evidence"; // the parameter that names a sentence
const MOST_OPTIONS = /^You can only select up to (\d+) options?\..*$/s;
const REMOVE = /^Remove (.+)$/s; // Remove 市教育局
const FILE_SIZE = /^(\d+)MB per file/; // 200MB per file • CSV

const SPEAKING =
  "a, li, [role=option], [role=listbox] *, [role=tooltip] *, [role=dialog] *, [data-testid=stFileUploaderDropzone] *";

const within = (root, selector) => (root.matches?.(selector) ? [root] : []).concat(...root.querySelectorAll(selector));

const translate = (root) => {
  for (const element of within(root, "[aria-label]")) {
    const english = element.getAttribute("aria-label");
    const chinese = CHINESE[english] ?? english.replace(REMOVE, "去掉 $1");
    if (chinese !== english) element.setAttribute("aria-label", chinese);
  }
  for (const element of within(root, SPEAKING)) {
    const text = element.firstChild;
    if (text?.nodeType !== Node.TEXT_NODE) continue;
    if (CHINESE[text.data]) text.data = CHINESE[text.data];
    else if (MOST_OPTIONS.test(text.data)) text.data = text.data.replace(MOST_OPTIONS, "最多选 $1 个，请先去掉一个");
    else if (FILE_SIZE.test(text.data)) text.data = text.data.replace(FILE_SIZE, "每个文件不超过 $1 MB");
  }
};

export default function () {
  document.documentElement.lang = "zh-CN";

  // A link of one parameter alone, as behind a number, keeps the page's other parameters. The address changes once,
  // and Streamlit is told as by the back button.
  const follow = (event) => {
    const link = event.target.closest?.("a[data-inside]");
    const isForBrowser = event.ctrlKey || event.metaKey || event.shiftKey || event.button;
    if (!link || isForBrowser) return;
    event.preventDefault();
    const target = new URL(link.href);
    if (link.getAttribute("href").startsWith("?")) {
      for (const [name, value] of new URLSearchParams(location.search)) {
        if (!target.searchParams.has(name)) target.searchParams.append(name, value);
      }
    }
    go(target);
  };

  const go = (target) => {
    if (target.href === location.href) return;
    history.pushState({}, "", target);
    dispatchEvent(new PopStateEvent("popstate"));
  };

  // Streamlit adds to the history when the evidence is closed, so that "back" would open it again: go back instead to
  // where it was opened, or, where a pasted link opened it, put the page in its place.
  const push = history.pushState;
  history.pushState = function (state, title, url) {
    const [before, after] = [new URL(location.href), new URL(url, location.href)];
    const isOpening = after.searchParams.has(EVIDENCE) && !before.searchParams.has(EVIDENCE);
    const isClosing = !after.searchParams.has(EVIDENCE) && before.searchParams.has(EVIDENCE);
    before.searchParams.delete(EVIDENCE);
    if (!isClosing || after.href !== before.href) {
      push.call(history, isOpening ? { ...state, from: before.href } : state, title, url);
    } else if (history.state?.from === after.href) {
      history.back();
    } else {
      history.replaceState(state, title, url);
    }
  };

  // Saves the picture of the same card by the button of its own tool bar, in the form that the link names.
  const save = (event) => {
    const link = event.target.closest?.("a[data-picture]");
    if (!link) return;
    event.preventDefault();
    const picture = link.closest('[class*="st-key-card"]')?.querySelector(".js-plotly-plot");
    const button = picture?.querySelector(".modebar-btn");
    if (!button) return;
    const options = picture._context.toImageButtonOptions;
    const usual = options.format;
    options.format = link.dataset.picture;
    button.click();
    options.format = usual;
  };

  // A picture is drawn as wide as the screen; on paper it shrinks to its card.
  const fit = () => {
    for (const layer of document.querySelectorAll(".js-plotly-plot .main-svg")) {
      layer.setAttribute("viewBox", `0 0 ${layer.getAttribute("width")} ${layer.getAttribute("height")}`);
    }
  };
  const unfit = () => {
    for (const layer of document.querySelectorAll(".js-plotly-plot .main-svg")) layer.removeAttribute("viewBox");
  };

  let added = []; // elements that came since the last look: a page has tens of thousands
  const attend = () => {
    for (const node of added) {
      if (node.isConnected) translate(node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
    }
    added = [];
    for (const sign of document.querySelectorAll('[data-destination]:not([data-destination=""], [data-followed])')) {
      sign.dataset.followed = "";
      go(new URL(sign.dataset.destination, location.href));
    }
    const app = document.querySelector(".stApp");
    if (app) document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme;
    for (const text of document.querySelectorAll("[data-scroll]:not([data-scrolled])")) {
      const mark = text.querySelector("mark");
      if (!mark || !text.clientHeight) continue;
      text.dataset.scrolled = "";
      text.scrollTop += mark.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
    }
  };

  const observer = new MutationObserver((changes) => {
    if (!added.length) requestAnimationFrame(attend);
    for (const { addedNodes } of changes) added.push(...addedNodes);
  });
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("click", follow);
  document.addEventListener("click", save);
  addEventListener("beforeprint", fit);
  addEventListener("afterprint", unfit);
  added = [document.body];
  attend();
  return () => {
    history.pushState = push;
    observer.disconnect();
    document.removeEventListener("click", follow);
    document.removeEventListener("click", save);
    removeEventListener("beforeprint", fit);
    removeEventListener("afterprint", unfit);
  };
}
