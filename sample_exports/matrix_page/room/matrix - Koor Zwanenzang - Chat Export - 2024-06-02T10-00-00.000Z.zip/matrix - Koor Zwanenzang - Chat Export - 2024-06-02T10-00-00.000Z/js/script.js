window.onload = () => {};
