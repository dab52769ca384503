import {startDatabases} from '../stores/setup.ts';

/** SQLite needs no server; PostgreSQL and MariaDB take too long to try each mutant on. */
export default startDatabases(['Redis']);
