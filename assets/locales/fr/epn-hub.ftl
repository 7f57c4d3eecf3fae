### Les phrases du serveur.
