using System.Net;
using System.Net.Http.Headers;

namespace AudioIO;

/// <summary>Compares the head of an answer with what was asked: its status, its range, its lengths. Nothing is read before it fits.</summary>
internal static class RangeAnswer
{
    /// <summary>The range that an answer gives.</summary>
    /// <param name="answer">The answer, its content unread.</param>
    /// <param name="name">What the object is called in messages.</param>
    /// <param name="start">First byte asked for; null for the last ones.</param>
    /// <param name="count">Number of bytes asked for; the object may have fewer.</param>
    /// <returns>First byte and number of bytes given, and what identifies the object. An object without bytes gives none.</returns>
    /// <exception cref="RangeFaultException">It does not fit.</exception>
    public static (long Start, int Count, ObjectIdentity Identity) Check(HttpResponseMessage answer, string name, long? start, int count)
    {
        ContentRangeHeaderValue? range = answer.Content.Headers.ContentRange;
        // RFC 9110 §15.5.17: a range that lies behind the end is answered with the length.
        if (answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && range is { HasRange: false, Length: { } nothing })
            return (nothing, 0, Identify(answer, nothing));
        if (answer.StatusCode != HttpStatusCode.PartialContent) throw Refusal(answer, name, start, count);
        if (answer.Content.Headers.ContentEncoding.Count > 0)
        {
            throw Fault(name, "bytes as they are",
                $"them compressed ({string.Join(", ", answer.Content.Headers.ContentEncoding)}), so that positions mean nothing");
        }
        if (range is not { Unit: "bytes", From: { } from, To: { } to, Length: { } length })
            throw Fault(name, "an answer that names its range and the length of the object", $"Content-Range: {range?.ToString() ?? "none"}");
        long first = start ?? Math.Max(0, length - count), last = Math.Min(first + count, length) - 1;
        if (from != first || to != last)
            throw Fault(name, $"bytes {first} to {last} of {length}", $"bytes {from} to {to}", mayTryAgain: true);
        // At most the count asked for, an int.
        int given = (int)(last - first + 1);
        if (answer.Content.Headers.ContentLength is { } announced && announced != given)
            throw Fault(name, $"{given} bytes for that range", $"{announced} announced", mayTryAgain: true);
        return (first, given, Identify(answer, length));
    }

    private static ObjectIdentity Identify(HttpResponseMessage answer, long length) => new(
        answer.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null, answer.Content.Headers.LastModified, length);

    private static RangeFaultException Refusal(HttpResponseMessage answer, string name, long? start, int count)
    {
        int status = (int)answer.StatusCode;
        string found = $"{status} ({answer.StatusCode})";
        string asked = start is { } first ? $"206 for bytes {first} to {first + count - 1}" : $"206 for the last {count} bytes";
        Exception exception = status switch
        {
            404 or 410 => new FileNotFoundException($"'{name}': there is no such object: {found}.", name),
            401 or 403 => new UnauthorizedAccessException(
                $"'{name}': may not be read: {found}. An address that was signed may have expired, or be for another method than GET."),
            200 => new IOException(
                $"'{name}': expected {asked}, found {found}: the server does not answer ranges. Download the file and open that."),
            >= 300 and < 400 => new IOException(
                $"'{name}': expected {asked}, found {found}: a redirect that is not followed, as from https to http."),
            _ => new IOException($"'{name}': expected {asked}, found {found}."),
        };
        bool mayTryAgain = status is 408 or 425 or 429 or 500 or 502 or 503 or 504;
        return new RangeFaultException(exception, mayTryAgain, mayTryAgain ? answer.Headers.RetryAfter : null);
    }

    private static RangeFaultException Fault(string name, string expected, string found, bool mayTryAgain = false) =>
        new(new IOException($"'{name}': expected {expected}, found {found}."), mayTryAgain);
}
