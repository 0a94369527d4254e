using System.Net;
using System.Net.Http.Headers;

namespace AudioIO.Tests.Remote;

/// <summary>Whatever a store does, and however many read: what is read equals the object, or reading throws.</summary>
public class RangeModelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task What_is_read_equals_the_object_or_reading_throws(int seed)
    {
        var random = new Random(seed);
        byte[] content = RangeByteSourceTests.Random(random.Next(1, 30_000_000));
        RangeByteSource? bytes = null;
        var store = new FakeStore(content)
        {
            // What the first answer says is what the object is.
            Change = (number, answer) => Fault(new Random((seed * 10_000) + number), answer, mayChange: bytes is not null),
        };
        while (bytes is null)
        {
            try
            {
                bytes = store.Open(random.Next(2) * random.Next(200_000));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
            }
        }
        int failures = 0, reads = 0;
        Task[] readers = [.. Enumerable.Range(0, 4).Select(reader => Task.Run(async () =>
        {
            var own = new Random((seed * 100) + reader);
            long position = 0;
            for (int i = 0; i < 60; i++)
            {
                byte[] part = new byte[own.Next(1, own.Next(4) == 0 ? 3_000_000 : 60_000)];
                if (own.Next(3) == 0) position = own.NextInt64(content.Length);
                if (own.Next(8) == 0) bytes.Expect((own.NextInt64(content.Length), own.Next(1_000_000)), (position, part.Length));
                int expected = (int)Math.Min(part.Length, Math.Max(0, content.Length - position));
                try
                {
                    using var impatience = new CancellationTokenSource();
                    if (own.Next(10) == 0) await impatience.CancelAsync();
                    int count = own.Next(2) == 0 ? bytes.Read(position, part) : await bytes.ReadAsync(position, part, impatience.Token);
                    Assert.Equal(expected, count);
                    Assert.True(part.AsSpan(0, count).SequenceEqual(content.AsSpan((int)position, count)), $"seed {seed}, byte {position}");
                    position += count;
                    Interlocked.Increment(ref reads);
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or OperationCanceledException
                    or AudioFormatException { Kind: AudioFormatErrorKind.Changed })
                {
                    Interlocked.Increment(ref failures);
                }
            }
        }))];
        await Task.WhenAll(readers);
        bytes.Dispose();
        // Most tries succeed: the test is about both.
        Assert.InRange(reads, 100, 240);
        Assert.InRange(store.MostAtOnce, 1, 16);
    }

    private static HttpResponseMessage Fault(Random random, HttpResponseMessage answer, bool mayChange)
    {
        ContentRangeHeaderValue? range = answer.Content.Headers.ContentRange;
        if (random.Next(4) != 0 || range?.From is null) return answer;
        byte[] given = answer.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
        switch (random.Next(9))
        {
            case 0: return new HttpResponseMessage(HttpStatusCode.InternalServerError);
            case 1: return new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            case 2: throw new HttpRequestException("Connection refused.");
            case 3 when mayChange: answer.Headers.ETag = new EntityTagHeaderValue("\"other\""); break;
            case 4: answer.Content.Headers.ContentRange = new(range.From.Value + 1, range.To!.Value + 1, range.Length!.Value + 2); break;
            case 5: return new HttpResponseMessage(HttpStatusCode.Forbidden);
            default:
                int cut = random.Next(given.Length);
                bool isSilent = random.Next(2) == 0;
                answer.Content = new CutContent(given[..cut], isSilent ? -1 : given.Length, random.Next(2) == 0);
                answer.Content.Headers.ContentRange = range;
                break;
        }
        return answer;
    }
}
