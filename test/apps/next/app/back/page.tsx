import {Pay} from '../pay';

export default function BackPage() {
  return <Pay />;
}
