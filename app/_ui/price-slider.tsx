"use client";
import { Slider, SliderThumb, SliderTrack } from "react-aria-components";
import { Histogram } from "./histogram";

export type PriceSliderProps = {
  label: string;
  /** Names of the two ends, read out: "Lowest", "Highest". */
  thumbLabels: readonly [string, string];
  min: number;
  max: number;
  step?: number;
  value: readonly [number, number];
  /** While dragging. */
  onChange: (value: [number, number]) => void;
  /** When let go: the moment to ask the server. */
  onChangeEnd?: (value: [number, number]) => void;
  /** Homes per equal slice from min to max; drawn above the track. */
  counts?: readonly number[];
  /** How a value is read out. */
  format: Intl.NumberFormatOptions;
};

/** Two thumbs on a line, with how many homes lie where above it. Loads react-aria: use it through `onDemand`. */
export function PriceSlider(props: PriceSliderProps) {
  const { label, thumbLabels, min, max, step = 1, value, onChange, onChangeEnd, counts, format } = props;
  const pair = (values: number[]): [number, number] => [values[0] ?? min, values[1] ?? max];
  return (
    <Slider<number[]>
      aria-label={label}
      minValue={min}
      maxValue={max}
      step={step}
      value={[...value]}
      formatOptions={format}
      onChange={(values) => onChange(pair(values))}
      {...(onChangeEnd ? { onChangeEnd: (values: number[]) => onChangeEnd(pair(values)) } : {})}
      className="block"
    >
      {counts ? (
        <div className="mx-3.5">
          <Histogram
            counts={counts}
            from={(value[0] - min) / (max - min)}
            to={(value[1] - min) / (max - min)}
          />
        </div>
      ) : null}
      <div className="px-3.5">
        <SliderTrack className="relative h-7 before:absolute before:-inset-x-3.5 before:top-0 before:h-0.5 before:bg-line">
          {({ state }) => (
            <>
              <span
                className="absolute top-0 h-0.5 bg-moss"
                style={{
                  insetInlineStart: `${state.getThumbPercent(0) * 100}%`,
                  insetInlineEnd: `${100 - state.getThumbPercent(1) * 100}%`,
                }}
              />
              {thumbLabels.map((name, index) => (
                <SliderThumb
                  key={name}
                  index={index}
                  aria-label={name}
                  className="top-px size-7 cursor-grab rounded-full border-2 border-moss bg-surface shadow-raised outline-focus data-focus-visible:outline-2 data-focus-visible:outline-offset-2"
                />
              ))}
            </>
          )}
        </SliderTrack>
      </div>
    </Slider>
  );
}
