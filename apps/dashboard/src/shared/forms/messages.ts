export const formMessages = {
  save: "Save",
  unsaved: "Not saved yet",
};
