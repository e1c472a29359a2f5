/**
 * Rules over the style of GraphiQL. Its editor marks characters that look like others, such as the typographic apostrophe of
 * every French text. On a narrow screen, its parts are below one another instead of side by side.
 */
export const GRAPHIQL_STYLE = `
.monaco-editor .unicode-highlight { border: none !important; background: none !important; }
@media (max-width: 700px) {
  .graphiql-container { flex-direction: column-reverse !important; }
  .graphiql-sidebar { flex-direction: row !important; width: 100% !important; }
  .graphiql-main { flex-direction: column !important; min-height: 0; }
  .graphiql-plugin { width: 100% !important; box-sizing: border-box; }
  #graphiql-session { flex-direction: column !important; }
  .graphiql-editors { flex: 3 1 0 !important; min-height: 0; }
  .graphiql-response { flex: 2 1 0 !important; min-height: 0; }
  .graphiql-horizontal-drag-bar { display: none !important; }
}`;
