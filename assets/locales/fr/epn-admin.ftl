### Les phrases de la console.
