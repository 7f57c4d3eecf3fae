### Les phrases du poste.
