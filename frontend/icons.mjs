// Icons of Bootstrap Italia that templates may use; add a name here before using it in `{% icon %}`.
export const icons = `
  arrow-down arrow-left arrow-right arrow-up arrow-down-triangle arrow-up-triangle ban bookmark box burger calendar card
  chart-line check check-circle chevron-left chevron-right clip clock close close-circle code-circle collapse comment copy
  delete download error exchange-circle expand external-link file file-csv file-json file-pdf file-signed files flag folder
  funnel hearing help help-circle horn inbox info-circle key less-circle link list lock locked logout mail mail-open
  map-marker minus minus-circle more-actions more-items note pa password-invisible password-visible pencil pin plus
  plus-circle presentation print refresh restore search settings share sign star-full star-outline telephone tool
  unlocked upload user warning warning-circle
`.trim().split(/\s+/);
