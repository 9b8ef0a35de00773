// Signing in again in another tab changes the token of every form: a page that was open before takes the new one.
const COOKIE = /(?:^|; )[^=;]*csrf=([^;]+)/;

export function renewTokens() {
  const [, token] = document.cookie.match(COOKIE) ?? [];
  if (!token) return;
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => {
    input.value = token;
  });
}

export function startTokens() {
  document.addEventListener("submit", renewTokens, { capture: true });
}
