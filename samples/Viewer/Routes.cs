using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace AudioIO.Samples.Viewer;

/// <summary>
/// Who answers what, by the method and what stands behind the token. Looked up by name: the routing of ASP.NET Core compiles a table of its own
/// for the first request, and the first picture waits for it.
/// </summary>
internal sealed class Routes
{
    private readonly Dictionary<string, RequestDelegate> _answers = [];
    private readonly Dictionary<string, Func<HttpContext, int, Task>> _numbered = [];

    /// <summary>Those of others, to which more may be added.</summary>
    public Routes(Routes? others = null)
    {
        if (others is null) return;
        _answers = new Dictionary<string, RequestDelegate>(others._answers);
        _numbered = new Dictionary<string, Func<HttpContext, int, Task>>(others._numbered);
    }

    /// <summary>Says who answers.</summary>
    /// <param name="method">The method of the request.</param>
    /// <param name="path">What stands behind the token.</param>
    /// <param name="answer">Answers.</param>
    public void Add(string method, string path, RequestDelegate answer) => _answers.Add(KeyOf(method, path), answer);

    /// <summary>The same of a number behind the path: <c>labels/7</c>.</summary>
    /// <param name="method">The method of the request.</param>
    /// <param name="path">What stands before the number, with the stroke.</param>
    /// <param name="answer">Answers, for a number of 0 or more.</param>
    public void AddNumbered(string method, string path, Func<HttpContext, int, Task> answer) => _numbered.Add(KeyOf(method, path), answer);

    /// <summary>Has a request answered; with 404 where nobody does.</summary>
    public Task Answer(HttpContext http)
    {
        string method = http.Request.Method, path = Behind(http);
        if (_answers.TryGetValue(KeyOf(method, path), out RequestDelegate? answer)) return answer(http);
        int digits = path.LastIndexOf('/') + 1;
        if (int.TryParse(path.AsSpan(digits), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && _numbered.TryGetValue(KeyOf(method, path[..digits]), out Func<HttpContext, int, Task>? numbered)) return numbered(http, number);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static string KeyOf(string method, string path) => $"{method} {path}";

    /// <summary>What stands behind the token and its stroke; the token alone, which nothing has the name of, where there is none.</summary>
    private static string Behind(HttpContext http)
    {
        string path = http.Request.Path.Value!;
        return path[(path.IndexOf('/', 1) + 1)..];
    }
}
