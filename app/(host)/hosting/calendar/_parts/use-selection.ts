"use client";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import type { Cell, Selection } from "./selection";

/** `start` is the cell that Tab reaches first. */
type Grid = { rows: number; columns: number; start?: Cell };

/**
 * Choosing nights: press the first and the last, or drag; with the keyboard arrows move, Enter begins and ends, Shift with
 * an arrow widens, Escape lets go.
 */
export function useSelection({ rows, columns, start }: Grid) {
  const [selection, setSelection] = useState<Selection>();
  const [focus, setFocus] = useState<Cell>(start ?? { row: 0, column: 0 });
  const dragging = useRef(false);
  const open = useRef(false);
  const clear = () => {
    open.current = false;
    setSelection(undefined);
  };
  const press = (cell: Cell) => {
    setFocus(cell);
    if (open.current && selection) {
      open.current = false;
      setSelection({ ...selection, last: cell });
      return;
    }
    open.current = true;
    setSelection({ first: cell, last: cell });
  };
  const move = (event: KeyboardEvent, by: Cell) => {
    event.preventDefault();
    const next = {
      row: Math.min(rows - 1, Math.max(0, focus.row + by.row)),
      column: Math.min(columns - 1, Math.max(0, focus.column + by.column)),
    };
    setFocus(next);
    if (event.shiftKey) setSelection((before) => ({ first: before?.first ?? focus, last: next }));
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${next.row}-${next.column}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const forward = document.documentElement.dir === "rtl" ? -1 : 1;
    if (event.key === "ArrowRight") move(event, { row: 0, column: forward });
    else if (event.key === "ArrowLeft") move(event, { row: 0, column: -forward });
    else if (event.key === "ArrowDown") move(event, { row: 1, column: 0 });
    else if (event.key === "ArrowUp") move(event, { row: -1, column: 0 });
    else if (event.key === "Escape") clear();
  };
  /** A cell that is off can be reached and read, not chosen. */
  const cellProps = (cell: Cell, isOff = false) => ({
    "data-cell": `${cell.row}-${cell.column}`,
    tabIndex: cell.row === focus.row && cell.column === focus.column ? 0 : -1,
    onFocus: () => setFocus(cell),
    onClick: () => {
      if (!dragging.current && !isOff) press(cell);
      dragging.current = false;
    },
    onPointerEnter: (event: PointerEvent) => {
      if (event.buttons !== 1 || event.pointerType === "touch") return;
      dragging.current = true;
      open.current = false;
      setSelection((before) => ({ first: before && dragging.current ? before.first : cell, last: cell }));
    },
    onPointerDown: (event: PointerEvent) => {
      dragging.current = false;
      if (isOff || event.pointerType === "touch" || open.current) return;
      setSelection({ first: cell, last: cell });
    },
  });
  return { selection, clear, onKeyDown, cellProps };
}
