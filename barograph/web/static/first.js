// Read the typefaces within the page before anything is drawn, so that nothing moves when they come.
for (const face of document.fonts) face.load();
