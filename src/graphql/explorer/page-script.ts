/**
 * The page's script. It tries Apollo Sandbox, which comes from a CDN, and falls back to Altair, which comes with the
 * service. The browser signs the chosen person in at the simulator directly; the service takes no part in it.
 */
export const pageScript = String.raw`
"use strict";
const { simulator, altair, sandboxScript, query } = JSON.parse(document.getElementById("options").textContent);
const [note, people, search, place] = ["note", "people", "search", "place"].map((id) => document.getElementById(id));
const tabs = { sandbox: document.getElementById("sandbox"), altair: document.getElementById("altair") };
const endpoint = location.origin + location.pathname;
let shown = null;
let embedded = null;

function show(explorer) {
  embedded?.dispose?.();
  embedded = null;
  place.replaceChildren();
  shown = explorer;
  for (const [name, tab] of Object.entries(tabs)) tab.setAttribute("aria-pressed", String(name === explorer));
  if (explorer === "altair") showAltair();
  else showSandbox();
}

function showAltair() {
  const frame = document.createElement("iframe");
  frame.title = "Altair";
  frame.src = "/altair/";
  place.append(frame);
}

function showSandbox() {
  const token = sessionStorage.getItem("explorer.token");
  embedded = new window.EmbeddedSandbox({
    target: "#place",
    initialEndpoint: endpoint,
    endpointIsEditable: false,
    runTelemetry: false,
    allowDynamicStyles: false,
    initialState: {
      document: query,
      pollForSchemaUpdates: false,
      ...(token ? { sharedHeaders: { Authorization: "Bearer " + token } } : { headers: { Authorization: "" } }),
    },
  });
}

function loadSandbox() {
  const script = document.createElement("script");
  const giveUp = setTimeout(() => goOffline(), 5000);
  script.src = sandboxScript;
  script.onload = () => {
    clearTimeout(giveUp);
    tabs.sandbox.disabled = false;
    if (shown === null) show("sandbox");
  };
  script.onerror = () => {
    clearTimeout(giveUp);
    goOffline();
  };
  document.head.append(script);
}

function goOffline() {
  if (shown !== null) return;
  if (altair) {
    say("Apollo Sandbox cannot be loaded, so this is Altair, which needs no network.");
    show("altair");
  } else say("Apollo Sandbox cannot be loaded, and Altair is not installed: run npm install.");
}

const say = (text) => note.replaceChildren(text);

async function ask(path) {
  const answer = await fetch(simulator + "/simulator/" + path);
  if (!answer.ok) throw new Error("it answered " + answer.status);
  return answer.json();
}

async function signIn(person) {
  const { access_token: token } = await ask("token?email=" + encodeURIComponent(person.email) + "&expiresIn=28800");
  sessionStorage.setItem("explorer.token", token);
  sessionStorage.setItem("explorer.person", person.email);
  say("Signed in as " + person.displayName + ", " + person.email + ".");
  mark();
  if (shown !== null) show(shown);
}

function mark() {
  for (const button of people.querySelectorAll("button"))
    button.setAttribute("aria-pressed", String(button.value === sessionStorage.getItem("explorer.person")));
}

async function listPeople() {
  const found = await ask("people?search=" + encodeURIComponent(search.value));
  people.replaceChildren(...found.map(entry));
  mark();
}

function entry(person) {
  const [item, button, about] = ["li", "button", "small"].map((name) => document.createElement(name));
  button.type = "button";
  button.value = person.email;
  const roles = person.accounts.map(({ role, displayName }) => role + " of " + displayName);
  about.textContent = [person.email, ...person.roles, ...roles.slice(0, 2), ...(roles.length > 2 ? ["…"] : [])].join(" · ");
  button.append(person.displayName, about);
  button.onclick = () => void signIn(person).catch(complain);
  item.append(button);
  return item;
}

const complain = (error) => say("The simulator at " + simulator + " cannot be asked: " + error.message + ".");

for (const [name, tab] of Object.entries(tabs)) tab.onclick = () => show(name);
if (simulator) {
  search.oninput = () => void listPeople().catch(complain);
  void listPeople().catch(complain);
} else say("Put a bearer token into the header Authorization.");
loadSandbox();
`;
