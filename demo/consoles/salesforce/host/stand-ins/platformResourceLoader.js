// Stands in for `lightning/platformResourceLoader`.

let loading;

export const loadScript = (_component, src) =>
  (loading ??= new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement('script'), { src, onload: resolve, onerror: reject }));
  }));
