// The few words that scripts say, in the language of the page.
const italian = {
  savedAt: (time) => `Bozza salvata alle ${time}`,
  saving: "Salvo…",
  day: "giorno",
  days: "giorni",
  hour: "ora",
  hours: "ore",
  minute: "minuto",
  minutes: "minuti",
  expired: "scaduto",
  offline: "Sei senza rete",
  offlineText: "Quello che hai scritto resta in questa pagina. Riproviamo da soli ogni 10 secondi.",
  signedOut: "La sessione è scaduta",
  signedOutText: "Non chiudere questa pagina: quello che hai scritto è ancora qui. Accedi in un’altra scheda, poi torna qui: salviamo da soli.",
  signIn: "Accedi in un’altra scheda",
  refused: "Non abbiamo potuto salvare",
  refusedText: "Il sito ha rifiutato le ultime modifiche. Copia il testo che ti serve e ricarica la pagina.",
  uploading: (percent) => `Carico il file: ${percent}%`,
  uploadFailed: "Il caricamento si è interrotto. Scegli di nuovo il file.",
  selected: (count) => (count === 1 ? "1 riga scelta" : `${count} righe scelte`),
  score: (coefficient, points) => `${coefficient} su 1, ${points} punti`,
  row: (label, number) => `${label} ${number}`,
  criteriaMissing: (count) => (count === 1 ? "Manca 1 criterio" : `Mancano ${count} criteri`),
  checksMissing: (count) =>
    count === 0 ? "Tutti i controlli sono fatti." : count === 1 ? "Un controllo da fare." : `${count} controlli da fare.`,
  checksDone: (done, total) => `${done} di ${total} fatti`,
};

const english = {
  savedAt: (time) => `Draft saved at ${time}`,
  saving: "Saving…",
  day: "day",
  days: "days",
  hour: "hour",
  hours: "hours",
  minute: "minute",
  minutes: "minutes",
  expired: "expired",
  offline: "You are offline",
  offlineText: "What you wrote stays on this page. We try again every 10 seconds.",
  signedOut: "Your session has expired",
  signedOutText: "Do not close this page: what you wrote is still here. Sign in in another tab, then come back: we save by ourselves.",
  signIn: "Sign in in another tab",
  refused: "We could not save",
  refusedText: "The site refused the last changes. Copy the text you need and reload the page.",
  uploading: (percent) => `Uploading the file: ${percent}%`,
  uploadFailed: "The upload was interrupted. Choose the file again.",
  selected: (count) => (count === 1 ? "1 row selected" : `${count} rows selected`),
  score: (coefficient, points) => `${coefficient} of 1, ${points} points`,
  row: (label, number) => `${label} ${number}`,
  criteriaMissing: (count) => (count === 1 ? "1 criterion missing" : `${count} criteria missing`),
  checksMissing: (count) =>
    count === 0 ? "All checks are done." : count === 1 ? "One check to do." : `${count} checks to do.`,
  checksDone: (done, total) => `${done} of ${total} done`,
};

export const isEnglish = document.documentElement.lang.startsWith("en");
export const words = isEnglish ? english : italian;
