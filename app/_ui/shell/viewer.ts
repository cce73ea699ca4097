/** Who is looking, as far as the frame shows it. Undefined means: signed out. */
export type Viewer = {
  id: string;
  firstName: string;
  isHost: boolean;
  isOperator: boolean;
};
