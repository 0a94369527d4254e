using System.Net;
using System.Net.Http.Headers;

namespace AudioIO.Tests.Remote;

/// <summary>What goes wrong between here and a store: tried again where that can help, else an exception that says what it was.</summary>
public class RangeFaultTests
{
    private static readonly byte[] Content = RangeByteSourceTests.Random(3_000_000);

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public void A_server_that_fails_for_a_moment_is_asked_again(int status)
    {
        var store = new FakeStore(Content) { Change = (number, answer) => number is 1 or 2 ? new((HttpStatusCode)status) : answer };
        using RangeByteSource bytes = store.Open();
        AssertReads(bytes);
        Assert.Equal(4, store.Requests.Count);
        Assert.Equal([TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1)], store.Waits);
    }

    [Fact]
    public void A_server_that_says_when_to_come_again_is_believed_up_to_half_a_minute()
    {
        foreach ((int wished, int waited) in ((int, int)[])[(7, 7), (3600, 30)])
        {
            var store = new FakeStore(Content);
            store.Change = (number, answer) =>
            {
                if (number != 1) return answer;
                var busy = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
                busy.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(wished));
                return busy;
            };
            using RangeByteSource bytes = store.Open();
            AssertReads(bytes);
            Assert.Equal([TimeSpan.FromSeconds(waited)], store.Waits);
        }
    }

    [Fact]
    public void A_server_that_names_the_time_to_come_again_is_believed_as_well()
    {
        var store = new FakeStore(Content);
        store.Change = (number, answer) =>
        {
            if (number != 1) return answer;
            var busy = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
            busy.Headers.RetryAfter = new RetryConditionHeaderValue(DateTimeOffset.UtcNow.AddSeconds(20));
            return busy;
        };
        using RangeByteSource bytes = store.Open();
        AssertReads(bytes);
        Assert.InRange(Assert.Single(store.Waits).TotalSeconds, 1, 20);
    }

    [Fact]
    public void An_answer_may_leave_its_length_unsaid_and_what_it_says_of_ranges_does_not_count()
    {
        var store = new FakeStore(Content);
        store.Change = (_, answer) =>
        {
            ContentRangeHeaderValue range = answer.Content.Headers.ContentRange!;
            answer.Content = new CutContent(Content[(int)range.From!.Value..(int)(range.To!.Value + 1)], announced: -1, fails: false);
            answer.Content.Headers.ContentRange = range;
            answer.Headers.AcceptRanges.Add("none");
            return answer;
        };
        using RangeByteSource bytes = store.Open();
        AssertReads(bytes);
    }

    /// <summary>What is answered, and what it is called.</summary>
    public static TheoryData<string, string> Faults => new()
    {
        { "whole", "does not answer ranges" },
        { "other range", "expected bytes 2007040 to 2015231 of 3000000, found bytes 0 to 8191" },
        { "no range", "Content-Range: none" },
        { "no length", "Content-Range: bytes 2007040-2015231/*" },
        { "other unit", "Content-Range: pages" },
        { "compressed", "compressed (gzip)" },
        { "short", "expected 8192 bytes, found 100" },
        { "announced shorter", "100 announced" },
        { "longer", "found more" },
        { "reset", "The connection was reset" },
        { "redirect", "redirect that is not followed" },
        { "teapot", "418" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_answer_that_does_not_fit_is_refused_by_name(string fault, string expected)
    {
        foreach (bool isAsync in (bool[])[false, true])
        {
            var store = new FakeStore(Content) { Change = (number, answer) => number > 0 ? Spoil(answer, fault) : answer };
            using RangeByteSource bytes = store.Open();
            byte[] read = new byte[5000];
            IOException failure = isAsync
                ? await Assert.ThrowsAsync<IOException>(() => bytes.ReadAsync(2_008_000, read).AsTask())
                : Assert.Throws<IOException>(() => bytes.Read(2_008_000, read));
            Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
            Assert.Contains("20240601_220000.bin", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("SECRET", failure.ToString(), StringComparison.Ordinal);
            // The next read tries anew.
            store.Change = null;
            Assert.Equal(5000, bytes.Read(2_008_000, read));
            Assert.True(read.AsSpan().SequenceEqual(Content.AsSpan(2_008_000, 5000)));
        }
    }

    [Theory]
    [InlineData(404, typeof(FileNotFoundException))]
    [InlineData(410, typeof(FileNotFoundException))]
    [InlineData(401, typeof(UnauthorizedAccessException))]
    [InlineData(403, typeof(UnauthorizedAccessException))]
    [InlineData(200, typeof(IOException))]
    [InlineData(500, typeof(IOException))]
    public void Opening_fails_as_that_of_files_does(int status, Type type)
    {
        var store = new FakeStore(Content) { Change = (_, _) => new((HttpStatusCode)status) };
        Exception failure = Assert.Throws(type, () => store.Open());
        Assert.Contains("20240601_220000.bin", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(status == 500 ? 3 : 1, store.Requests.Count);
    }

    [Theory]
    [InlineData("tag")]
    [InlineData("no tag")]
    [InlineData("time")]
    [InlineData("no time")]
    [InlineData("longer")]
    [InlineData("shorter")]
    public void An_object_that_changed_is_told_from_the_one_that_was_opened(string change)
    {
        var store = new FakeStore(Content);
        if (change is "time" or "no time") (store.Tag, store.Modified) = (null, DateTimeOffset.UnixEpoch);
        using RangeByteSource bytes = store.Open();
        if (change == "tag") store.Tag = "\"two\"";
        if (change == "no tag") store.Tag = null;
        if (change is "time" or "no time") store.Modified = change == "time" ? DateTimeOffset.UnixEpoch.AddSeconds(1) : null;
        if (change == "longer") store.Content = [.. Content, 1];
        if (change == "shorter") store.Content = Content[..1_000_000];
        AudioFormatException failure = Assert.Throws<AudioFormatException>(() => bytes.Read(2_008_000, new byte[10]));
        Assert.Equal((AudioFormatErrorKind.Changed, "20240601_220000.bin"), (failure.Kind, failure.Path));
        Assert.Equal(2, store.Requests.Count);
        // What was fetched before is still that of the object that was opened.
        byte[] read = new byte[1000];
        Assert.Equal(1000, bytes.Read(0, read));
        Assert.Equal(Content[..1000], read);
    }

    [Fact]
    public void Beginning_and_end_of_different_objects_are_no_recording()
    {
        var store = new FakeStore(Content);
        store.Change = (number, answer) =>
        {
            if (store.Requests[number].Start is null) answer.Headers.ETag = new EntityTagHeaderValue("\"two\"");
            return answer;
        };
        Assert.Equal(AudioFormatErrorKind.Changed, Assert.Throws<AudioFormatException>(() => store.Open(tailBytes: 1000)).Kind);
    }

    [Fact]
    public void A_weak_tag_says_nothing_about_bytes()
    {
        var store = new FakeStore(Content) { Tag = null };
        store.Change = (number, answer) =>
        {
            answer.Headers.ETag = new EntityTagHeaderValue($"\"{number}\"", isWeak: true);
            return answer;
        };
        using RangeByteSource bytes = store.Open();
        AssertReads(bytes);
    }

    [Fact]
    public async Task A_server_that_is_silent_is_left_after_a_while_and_named()
    {
        foreach (bool isAsync in (bool[])[false, true])
        {
            var store = new FakeStore(Content);
            var clock = new HandClock();
            using var bytes = new RangeByteSource(FakeStore.Address, store.Options with { Clock = clock });
            store.Delay = (_, cancellationToken) =>
            {
                clock.Turn(RangeOptions.Default.Timeout);
                return Task.Delay(Timeout.Infinite, cancellationToken);
            };
            byte[] read = new byte[10];
            IOException failure = isAsync
                ? await Assert.ThrowsAsync<IOException>(() => bytes.ReadAsync(2_000_000, read).AsTask())
                : Assert.Throws<IOException>(() => bytes.Read(2_000_000, read));
            Assert.Contains("within 30 s", failure.Message, StringComparison.Ordinal);
            Assert.Equal(4, store.Requests.Count);
        }
    }

    [Fact]
    public async Task A_line_that_trickles_is_left_as_one_that_is_silent_and_a_slow_one_is_not()
    {
        foreach (bool isAsync in (bool[])[false, true])
        {
            var store = new FakeStore(Content);
            var clock = new HandClock();
            using var bytes = new RangeByteSource(FakeStore.Address, store.Options with { Clock = clock });
            // 15 kB in 30 s, where 16 KiB have to come.
            store.Change = (_, answer) => Slowly(answer, partBytes: 500);
            IOException failure = await Assert.ThrowsAsync<IOException>(() => Read(2_000_000, 20_000, isAsync));
            Assert.Contains("fewer than 16384 bytes came in 30 s", failure.Message, StringComparison.Ordinal);
            Assert.Equal(4, store.Requests.Count);
            // Longer than the limit in all, and 16 KiB well within it.
            store.Change = (_, answer) => Slowly(answer, partBytes: 4000);
            Assert.True((await Read(1_000_000, 300_000, isAsync)).AsSpan().SequenceEqual(Content.AsSpan(1_000_000, 300_000)));
            Assert.Equal(5, store.Requests.Count);

            HttpResponseMessage Slowly(HttpResponseMessage answer, int partBytes)
            {
                byte[] whole = answer.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
                var content = new TrickleContent(whole, partBytes, TimeSpan.FromSeconds(1), clock);
                foreach ((string name, IEnumerable<string> values) in answer.Content.Headers) content.Headers.TryAddWithoutValidation(name, values);
                answer.Content = content;
                return answer;
            }

            async Task<byte[]> Read(long position, int count, bool isAsync)
            {
                byte[] read = new byte[count];
                Assert.Equal(count, isAsync ? await bytes.ReadAsync(position, read) : bytes.Read(position, read));
                return read;
            }
        }
    }

    [Fact]
    public void A_fetch_ahead_that_fails_is_nobodys_failure()
    {
        byte[] content = RangeByteSourceTests.Random(8 << 20);
        var store = new FakeStore(content);
        // The first fetch that begins so far is one ahead; three tries are one fetch.
        int failures = 0;
        store.Change = (number, answer) =>
            store.Requests[number].Start > 1_000_000 && failures++ < 3 ? new(HttpStatusCode.ServiceUnavailable) : answer;
        using RangeByteSource bytes = store.Open();
        byte[] part = new byte[100_000];
        for (int position = 0; position < content.Length; position += part.Length)
        {
            int count = bytes.Read(position, part);
            Assert.True(part.AsSpan(0, count).SequenceEqual(content.AsSpan(position, count)));
        }
        Assert.InRange(failures, 4, int.MaxValue);
    }

    [Fact]
    public void An_announcement_that_fails_shows_in_the_read_alone()
    {
        var store = new FakeStore(Content) { Change = (number, answer) => number > 0 ? new(HttpStatusCode.NotFound) : answer };
        using RangeByteSource bytes = store.Open();
        bytes.Expect((2_000_000, 1000));
        Assert.Throws<FileNotFoundException>(() => bytes.Read(2_000_000, new byte[10]));
    }

    private static HttpResponseMessage Spoil(HttpResponseMessage answer, string fault)
    {
        HttpContent content = answer.Content;
        byte[] given = Content[(int)content.Headers.ContentRange!.From!.Value..(int)(content.Headers.ContentRange.To!.Value + 1)];
        switch (fault)
        {
            case "whole": return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Content) };
            case "redirect": return new HttpResponseMessage(HttpStatusCode.Found);
            case "teapot": return new HttpResponseMessage((HttpStatusCode)418);
            case "other range": content.Headers.ContentRange = new ContentRangeHeaderValue(0, given.Length - 1, Content.Length); break;
            case "no range": content.Headers.ContentRange = null; break;
            case "no length": content.Headers.ContentRange = new(content.Headers.ContentRange.From!.Value, content.Headers.ContentRange.To!.Value); break;
            case "other unit": content.Headers.ContentRange.Unit = "pages"; break;
            case "compressed": content.Headers.ContentEncoding.Add("gzip"); break;
            case "announced shorter": content.Headers.ContentLength = 100; break;
            default:
                bool isShort = fault is "short" or "reset";
                answer.Content = new CutContent(isShort ? given[..100] : [.. given, 1], isShort ? given.Length : -1, fault == "reset");
                answer.Content.Headers.ContentRange = content.Headers.ContentRange;
                break;
        }
        return answer;
    }

    private static void AssertReads(RangeByteSource bytes)
    {
        byte[] read = new byte[5000];
        Assert.Equal(5000, bytes.Read(2_008_000, read));
        Assert.True(read.AsSpan().SequenceEqual(Content.AsSpan(2_008_000, 5000)));
    }
}
