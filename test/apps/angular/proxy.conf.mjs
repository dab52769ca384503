export default {'/checkout': {target: `http://localhost:${process.env.PORT ?? 3000}`}};
