// Applies the stored choice of theme before the first paint; ThemeStore keeps it.
const theme = localStorage.getItem('dw-theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
