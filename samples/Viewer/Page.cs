using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace AudioIO.Samples.Viewer;

/// <summary>The page and its modules, which are parts of the program: there is a route for each of them, and none for anything else.</summary>
internal static class Page
{
    private const string Folder = "wwwroot/";

    /// <param name="routes">Takes the routes.</param>
    public static void Map(Routes routes)
    {
        Assembly program = typeof(Page).Assembly;
        foreach (string resource in program.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using Stream stream = program.GetManifestResourceStream(resource)!;
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"";
            string name = resource[Folder.Length..].Replace('\\', '/');
            routes.Add(HttpMethods.Get, name == "index.html" ? "" : name, http =>
            {
                http.Response.Headers.ETag = tag;
                if (http.Request.Headers.IfNoneMatch == tag)
                {
                    http.Response.StatusCode = StatusCodes.Status304NotModified;
                    return Task.CompletedTask;
                }
                http.Response.ContentType = TypeOf(name);
                http.Response.ContentLength = content.Length;
                return http.Response.Body.WriteAsync(content, http.RequestAborted).AsTask();
            });
        }
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
