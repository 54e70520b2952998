import { wholeRoom } from "../support/whole-room";

wholeRoom(__dirname);
