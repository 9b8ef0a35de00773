// A real OpenID provider on this machine alone, in place of the city's proxy: for the demo and for the tests.
// Nobody proves anything to it: it lets one choose a sample person, a scheme and a level. Settings come as JSON on standard input.
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

// the library says at each start that it prefers a newer Node than the one this project asks for
console.warn = () => {};
console.info = () => {};
const { default: Provider } = await import("oidc-provider");

const given = JSON.parse(await text(process.stdin));
const people = new Map(given.people.map((person) => [person.sub, person]));
const LEVELS = [1, 2, 3].map((level) => `https://www.spid.gov.it/SpidL${level}`);

const provider = new Provider(given.issuer, {
  clients: [
    {
      client_id: given.client,
      client_secret: given.secret,
      redirect_uris: given.redirects,
      token_endpoint_auth_method: "client_secret_basic",
    },
  ],
  acrValues: LEVELS,
  claims: {
    openid: ["sub", "acr", "fiscal_number", "idp_scheme"],
    profile: ["given_name", "family_name"],
    email: ["email", "email_verified"],
  },
  conformIdTokenClaims: false,
  cookies: { keys: [given.secret] },
  extraParams: ["idp_hint"],
  features: { devInteractions: { enabled: false } },
  findAccount: (_context, id) => {
    const [sub, scheme] = id.split("|");
    const { ...claims } = people.get(sub);
    return { accountId: id, claims: () => ({ ...claims, sub: id, idp_scheme: scheme }) };
  },
  interactions: { url: (_context, interaction) => `/scelta/${interaction.uid}` },
  ...(given.jwks ? { jwks: given.jwks } : {}),
  pkce: { required: () => true },
  renderError: (context, out) => {
    context.type = "text";
    context.body = `Identità di prova: ${out.error}. Torna al sito e riprova.`;
  },
  ttl: { Session: 60, Grant: 600, Interaction: 600, AuthorizationCode: 60, AccessToken: 300, IdToken: 300 },
});
provider.proxy = true;

const escaped = (value) => String(value).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function choice(uid, hint) {
  const options = given.people
    .map((one) => `<option value="${escaped(one.sub)}">${escaped(`${one.given_name} ${one.family_name}`)}</option>`)
    .join("");
  const scheme = (value, words) =>
    `<option value="${value}"${hint === value ? " selected" : ""}>${words}</option>`;
  return `<!doctype html><html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Identità di prova</title><style>body{margin:0;background:#f0f2f4;color:#17324d;font:1.125rem/1.5 system-ui,sans-serif}main{max-width:30rem;margin:8vh auto;padding:2rem;background:#fff}
label{display:block;margin-top:1rem;font-weight:600}select,button{box-sizing:border-box;width:100%;min-height:3rem;padding:0 .75rem;font:inherit}button{margin-top:1rem;border:2px solid #0059b3;background:#0059b3;color:#fff;font-weight:600}
button.plain{background:#fff;color:#0059b3}</style></head><body><main><h1>Identità di prova</h1>
<p>Su un sito vero qui c’è il servizio di identità della città. Qui scegli chi essere: sono persone inventate.</p>
<form method="post" action="/scelta/${escaped(uid)}"><label for="sub">Persona</label><select id="sub" name="sub">${options}</select>
<label for="scheme">Identità</label><select id="scheme" name="scheme">${scheme("spid", "SPID")}${scheme("cie", "CIE")}${scheme("eidas", "eIDAS")}</select>
<label for="level">Livello</label><select id="level" name="level"><option value="1">1, non basta</option><option value="2" selected>2</option><option value="3">3</option></select>
<button name="go" value="1">Entra</button><button class="plain" name="cancel" value="1">Annulla</button></form></main></body></html>`;
}

async function choose(request, response) {
  const { uid, params, grantId, session } = await provider.interactionDetails(request, response);
  if (request.method !== "POST") {
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
    response.end(choice(uid, params.idp_hint));
    return;
  }
  const posted = new URLSearchParams(await text(request));
  if (posted.has("cancel")) {
    await provider.interactionFinished(request, response, { error: "access_denied" });
    return;
  }
  const accountId = `${posted.get("sub")}|${posted.get("scheme")}`;
  const grant = new provider.Grant({ accountId, clientId: params.client_id });
  grant.addOIDCScope("openid profile email");
  const login = { accountId, acr: LEVELS[Number(posted.get("level")) - 1], remember: false };
  await provider.interactionFinished(request, response, { login, consent: { grantId: await grant.save() } });
}

const answer = provider.callback();
const server = createServer((request, response) => {
  if (!request.url.startsWith("/scelta/")) return answer(request, response);
  return choose(request, response).catch(() => {
    response.writeHead(400, { "Content-Type": "text/plain; charset=utf-8" });
    response.end("Questa scelta è scaduta: torna al sito e riprova.");
  });
});
server.listen(given.port, "127.0.0.1", () => console.log("ready"));

// who started us is gone, even without a word: nobody else would stop us
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(), 2000).unref();
