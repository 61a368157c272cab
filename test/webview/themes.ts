// Colours of VS Code's own themes, as far as the page uses them: a webview gets them as variables of its style.

type Theme = Readonly<Record<string, string>>;

/** A theme from `token value` lines. */
const theme = (lines: string): Theme =>
  Object.fromEntries(
    lines
      .trim()
      .split('\n')
      .map((line) => {
        const [token = '', ...value] = line.trim().split(' ');
        return [`--vscode-${token}`, value.join(' ')];
      }),
  );

const fonts = `
  font-family system-ui, "Ubuntu", "Droid Sans", sans-serif
  font-size 13px
  editor-font-family "Droid Sans Mono", "DejaVu Sans Mono", monospace
  editor-font-size 14px`;

export const themes = {
  dark: theme(`${fonts}
    foreground #cccccc
    editor-foreground #cccccc
    editor-background #1f1f1f
    sideBar-background #181818
    sideBar-foreground #cccccc
    editorGroupHeader-tabsBackground #181818
    panel-border #2b2b2b
    widget-border #313131
    widget-shadow rgba(0, 0, 0, 0.36)
    descriptionForeground #9d9d9d
    disabledForeground rgba(204, 204, 204, 0.5)
    errorForeground #f85149
    focusBorder #0078d4
    icon-foreground #cccccc
    button-background #0078d4
    button-foreground #ffffff
    button-hoverBackground #026ec1
    button-secondaryBackground #313131
    button-secondaryForeground #cccccc
    button-secondaryHoverBackground #3c3c3c
    button-border rgba(255, 255, 255, 0.07)
    toolbar-hoverBackground rgba(90, 93, 94, 0.31)
    input-background #313131
    input-foreground #cccccc
    input-border #3c3c3c
    inputOption-activeBackground rgba(36, 137, 219, 0.51)
    inputOption-activeBorder #2488db
    inputOption-activeForeground #ffffff
    inputValidation-errorBorder #be1100
    dropdown-background #313131
    dropdown-foreground #cccccc
    dropdown-border #3c3c3c
    editorLineNumber-foreground #6e7681
    editorLineNumber-activeForeground #cccccc
    editor-selectionBackground #264f78
    editorWidget-background #202020
    editorWidget-foreground #cccccc
    editorWidget-border #454545
    editorIndentGuide-background1 #404040
    editorWarning-foreground #cca700
    editorError-foreground #f14c4c
    list-hoverBackground #2a2d2e
    list-inactiveSelectionBackground #37373d
    menu-background #1f1f1f
    menu-foreground #cccccc
    menu-border #454545
    menu-selectionBackground #0078d4
    menu-selectionForeground #ffffff
    textLink-foreground #4daafc
    textCodeBlock-background #2b2b2b
    progressBar-background #0078d4
    charts-blue #3794ff
    testing-iconPassed #73c991
    scrollbarSlider-background rgba(121, 121, 121, 0.4)
    scrollbarSlider-hoverBackground rgba(100, 100, 100, 0.7)
    scrollbarSlider-activeBackground rgba(191, 191, 191, 0.4)
    debugTokenExpression-name #c586c0
    debugTokenExpression-string #ce9178
    debugTokenExpression-boolean #4e94ce
    diffEditor-insertedLineBackground rgba(155, 185, 85, 0.2)
    diffEditor-insertedTextBackground rgba(156, 204, 44, 0.2)
    diffEditor-removedLineBackground rgba(255, 0, 0, 0.2)`),
  light: theme(`${fonts}
    foreground #3b3b3b
    editor-foreground #3b3b3b
    editor-background #ffffff
    sideBar-background #f8f8f8
    sideBar-foreground #3b3b3b
    editorGroupHeader-tabsBackground #f8f8f8
    panel-border #e5e5e5
    widget-border #e5e5e5
    widget-shadow rgba(0, 0, 0, 0.16)
    descriptionForeground #3b3b3b
    disabledForeground rgba(97, 97, 97, 0.5)
    errorForeground #f85149
    focusBorder #005fb8
    icon-foreground #3b3b3b
    button-background #005fb8
    button-foreground #ffffff
    button-hoverBackground #0258a8
    button-secondaryBackground #e5e5e5
    button-secondaryForeground #3b3b3b
    button-secondaryHoverBackground #cccccc
    button-border rgba(0, 0, 0, 0.1)
    toolbar-hoverBackground rgba(184, 184, 184, 0.31)
    input-background #ffffff
    input-foreground #3b3b3b
    input-border #cecece
    inputOption-activeBackground #bed6ed
    inputOption-activeBorder #005fb8
    inputOption-activeForeground #000000
    inputValidation-errorBorder #be1100
    dropdown-background #ffffff
    dropdown-foreground #3b3b3b
    dropdown-border #cecece
    editorLineNumber-foreground #6e7681
    editorLineNumber-activeForeground #171184
    editor-selectionBackground #add6ff
    editorWidget-background #f8f8f8
    editorWidget-foreground #3b3b3b
    editorWidget-border #c8c8c8
    editorIndentGuide-background1 #d3d3d3
    editorWarning-foreground #bf8803
    editorError-foreground #e51400
    list-hoverBackground #f2f2f2
    list-inactiveSelectionBackground #e4e6f1
    menu-background #ffffff
    menu-foreground #3b3b3b
    menu-border #cecece
    menu-selectionBackground #005fb8
    menu-selectionForeground #ffffff
    textLink-foreground #005fb8
    textCodeBlock-background #f8f8f8
    progressBar-background #005fb8
    charts-blue #1a85ff
    testing-iconPassed #388a34
    scrollbarSlider-background rgba(100, 100, 100, 0.4)
    scrollbarSlider-hoverBackground rgba(100, 100, 100, 0.7)
    scrollbarSlider-activeBackground rgba(0, 0, 0, 0.6)
    debugTokenExpression-name #9b46b0
    debugTokenExpression-string #a31515
    debugTokenExpression-boolean #0000ff
    diffEditor-insertedLineBackground rgba(155, 185, 85, 0.2)
    diffEditor-insertedTextBackground rgba(156, 204, 44, 0.25)
    diffEditor-removedLineBackground rgba(255, 0, 0, 0.2)`),
  'high-contrast': theme(`${fonts}
    foreground #ffffff
    editor-foreground #ffffff
    editor-background #000000
    sideBar-background #000000
    sideBar-foreground #ffffff
    contrastBorder #6fc3df
    contrastActiveBorder #f38518
    panel-border #6fc3df
    widget-border #6fc3df
    descriptionForeground rgba(255, 255, 255, 0.7)
    disabledForeground #a5a5a5
    errorForeground #f48771
    focusBorder #f38518
    icon-foreground #ffffff
    button-foreground #ffffff
    button-border #6fc3df
    button-secondaryForeground #ffffff
    input-background #000000
    input-foreground #ffffff
    input-border #6fc3df
    inputOption-activeBackground rgba(0, 0, 0, 0)
    inputOption-activeBorder #6fc3df
    inputOption-activeForeground #ffffff
    dropdown-background #000000
    dropdown-foreground #ffffff
    dropdown-border #6fc3df
    editorLineNumber-foreground #ffffff
    editorLineNumber-activeForeground #f38518
    editor-selectionBackground #ffffff
    editor-selectionForeground #000000
    editorWidget-background #0c141f
    editorWidget-foreground #ffffff
    editorWidget-border #6fc3df
    editorIndentGuide-background1 #ffffff
    editorWarning-foreground #ffd370
    editorError-foreground #f48771
    menu-background #000000
    menu-foreground #ffffff
    menu-border #6fc3df
    menu-selectionBorder #f38518
    textLink-foreground #21a6ff
    textCodeBlock-background #000000
    progressBar-background #6fc3df
    charts-blue #3794ff
    testing-iconPassed #73c991
    scrollbarSlider-background rgba(111, 195, 223, 0.6)
    scrollbarSlider-hoverBackground rgba(111, 195, 223, 0.8)
    scrollbarSlider-activeBackground #6fc3df
    debugTokenExpression-name #ffffff
    debugTokenExpression-string #f48771
    debugTokenExpression-boolean #75bdfe`),
  'high-contrast-light': theme(`${fonts}
    foreground #292929
    editor-foreground #292929
    editor-background #ffffff
    sideBar-background #ffffff
    sideBar-foreground #292929
    contrastBorder #0f4a85
    contrastActiveBorder #006bbd
    panel-border #0f4a85
    widget-border #0f4a85
    descriptionForeground rgba(41, 41, 41, 0.7)
    disabledForeground #7f7f7f
    errorForeground #b5200d
    focusBorder #006bbd
    icon-foreground #292929
    button-background #0f4a85
    button-foreground #ffffff
    button-border #0f4a85
    button-secondaryBackground #ffffff
    button-secondaryForeground #292929
    input-background #ffffff
    input-foreground #292929
    input-border #0f4a85
    inputOption-activeBackground rgba(0, 0, 0, 0)
    inputOption-activeBorder #0f4a85
    inputOption-activeForeground #292929
    dropdown-background #ffffff
    dropdown-foreground #292929
    dropdown-border #0f4a85
    editorLineNumber-foreground #292929
    editorLineNumber-activeForeground #006bbd
    editor-selectionBackground #0f4a85
    editor-selectionForeground #ffffff
    editorWidget-background #ffffff
    editorWidget-foreground #292929
    editorWidget-border #0f4a85
    editorIndentGuide-background1 #cccccc
    editorWarning-foreground #895503
    editorError-foreground #b5200d
    menu-background #ffffff
    menu-foreground #292929
    menu-border #0f4a85
    menu-selectionBorder #006bbd
    textLink-foreground #0f4a85
    textCodeBlock-background #f2f2f2
    progressBar-background #006bbd
    charts-blue #1a85ff
    testing-iconPassed #007100
    scrollbarSlider-background rgba(15, 74, 133, 0.4)
    scrollbarSlider-hoverBackground rgba(15, 74, 133, 0.8)
    scrollbarSlider-activeBackground #0f4a85
    debugTokenExpression-name #007acc
    debugTokenExpression-string #a31515
    debugTokenExpression-boolean #0000ff`),
} as const;

export type ThemeName = keyof typeof themes;
