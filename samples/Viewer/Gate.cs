using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AudioIO.Samples.Viewer;

/// <summary>
/// Lets only those in who know the token, the first part of every path; all others get the same empty answer, whatever they ask for. A page
/// of somebody else can neither read an answer (no CORS) nor, under a name of its own that leads to this computer, ask at all.
/// </summary>
/// <param name="token">The token.</param>
/// <param name="allowRemote">True where this computer may be asked under any name.</param>
internal sealed class Gate(string token, bool allowRemote)
{
    private readonly byte[] _token = Encoding.ASCII.GetBytes(token);

    /// <summary>Passes a request on, or answers it with 404.</summary>
    public Task Pass(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer"; // the token is in the address
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; connect-src 'self'; " +
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.CacheControl = "private, no-cache";
        if (IsOwnName(context.Request.Host.Host) && KnowsToken(context.Request.Path.Value ?? "") && IsOwnPage(context.Request))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private bool IsOwnName(string host) => allowRemote || host is "127.0.0.1" or "localhost";

    private bool KnowsToken(string path)
    {
        ReadOnlySpan<char> first = path.AsSpan(Math.Min(1, path.Length));
        int end = first.IndexOf('/');
        if (end >= 0) first = first[..end];
        Span<byte> given = stackalloc byte[_token.Length];
        // Compared without telling by the time how much of it was right.
        return first.Length == given.Length && Encoding.UTF8.TryGetBytes(first, given, out int count) && count == given.Length
            && CryptographicOperations.FixedTimeEquals(given, _token);
    }

    /// <summary>A browser says which page asks for a change; it has to be this one.</summary>
    private static bool IsOwnPage(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        return string.IsNullOrEmpty(origin) || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
