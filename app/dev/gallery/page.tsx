import { Button } from "@/app/_ui/button";
import { Money } from "@/app/_ui/money";
export default function Gallery() {
  return (
    <main id="main" className="p-10">
      <h1 className="title-xl">Components</h1>
      <Button look="primary">Book</Button> <Money amountMinor={53248} currency="USD" look="price" />
    </main>
  );
}
