using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AudioIO.Samples.Viewer;

/// <summary>
/// Answers with a tile: not again what the page has (ETag), from memory what was made before, else made in its turn, and not at all when the
/// page has scrolled away meanwhile.
/// </summary>
internal static class TileAnswer
{
    /// <summary>Header with how much of the tile's sound it was made of: <c>4/128</c> are 4 of 128 spectra of every column.</summary>
    public const string TakenHeader = "X-Taken";

    /// <param name="http">The request.</param>
    /// <param name="content">What is answered from.</param>
    /// <param name="name">The tile, with everything that it depends on beside the recording.</param>
    /// <param name="stopFrame">End of the frames that it depends on: where those are not all there yet, it will be another one.</param>
    /// <param name="isLong">True if making it takes long.</param>
    /// <param name="make">Makes the tile, and says what it was made of.</param>
    public static async Task Write(HttpContext http, ViewerContent content, string name, long stopFrame, bool isLong, Func<CancellationToken, MadeTile> make)
    {
        long frames = content.Recording.Source.Frames;
        string key = FormattableString.Invariant($"{content.Recording.Identity} {name} {(stopFrame > frames ? frames : 0)}");
        string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32]}\"";
        http.Response.Headers.ETag = tag;
        if (http.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        CancellationToken wait = http.RequestAborted;
        try
        {
            MadeTile tile = content.Tiles.Find(key) ?? await InTurn(content, key, isLong ? content.LongTurns : content.Turns, make, wait);
            if (!tile.IsFinal) http.Response.Headers.Remove(HeaderNames.ETag);
            http.Response.Headers[TakenHeader] = tile.Taken;
            http.Response.ContentType = "application/octet-stream";
            http.Response.ContentLength = tile.Bytes.Length;
            await http.Response.Body.WriteAsync(tile.Bytes, wait);
        }
        catch (OperationCanceledException) when (wait.IsCancellationRequested)
        {
            // Nobody waits for an answer any more.
        }
        catch (Exception fault) when (fault is ArgumentException or IOException or AudioFormatException)
        {
            http.Response.Headers.Remove(HeaderNames.ETag);
            int status = fault is ArgumentException ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status500InternalServerError;
            await Endpoints.Refuse(http, fault.Message, status);
        }
    }

    private static async Task<MadeTile> InTurn(
        ViewerContent content, string key, SemaphoreSlim turns, Func<CancellationToken, MadeTile> make, CancellationToken wait)
    {
        content.Courtesy.Enter();
        try
        {
            await turns.WaitAsync(wait);
        }
        catch
        {
            content.Courtesy.Leave();
            throw;
        }
        try
        {
            MadeTile made = await Task.Run(() => make(wait), wait);
            if (made.IsFinal) content.Tiles.Keep(key, made);
            return made;
        }
        finally
        {
            turns.Release();
            content.Courtesy.Leave();
        }
    }
}
