using Emend.Server;

await App.Create(args).RunAsync();
