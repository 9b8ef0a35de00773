// The seven font files in use: name in our static folder -> file inside Bootstrap Italia.
export const fonts = {
  "titillium-400.woff2": "Titillium_Web/titillium-web-v10-latin-ext_latin-regular.woff2",
  "titillium-600.woff2": "Titillium_Web/titillium-web-v10-latin-ext_latin-600.woff2",
  "titillium-700.woff2": "Titillium_Web/titillium-web-v10-latin-ext_latin-700.woff2",
  "lora-400.woff2": "Lora/lora-v20-latin-ext_latin-regular.woff2",
  "lora-400-italic.woff2": "Lora/lora-v20-latin-ext_latin-italic.woff2",
  "mono-400.woff2": "Roboto_Mono/roboto-mono-v13-latin-ext_latin-regular.woff2",
  "mono-700.woff2": "Roboto_Mono/roboto-mono-v13-latin-ext_latin-700.woff2",
};
