using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;

namespace AudioIO.Tests.Remote;

/// <summary>
/// Where FLAC far away is searched by what others say: a header that says anything, a store that fails in any way. What is read is what the
/// recording holds, or a typed error, after a bounded number of requests.
/// </summary>
public class HostileSearchTests
{
    private const int Rate = 8000, Seconds = 1800, Reads = 12;

    /// <summary>Three tries for each of what a search of this file asks for at most.</summary>
    private const int MaxRequests = 3 * 60 * (Reads + 1);

    // Where things stand: fLaC, the header of STREAMINFO, its content, the header of the table, its points.
    private const int InfoAt = 8, PointsAt = 46, PointBytes = 18;

    private static readonly AudioLoaderOptions Silent = new() { OnDamage = DamagePolicy.Silence };

    public static IEnumerable<object[]> Seeds => Enumerable.Range(0, 24).Select(seed => new object[] { seed });

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_header_that_says_anything_costs_trips_and_no_sample(int seed)
    {
        var random = new Random(seed);
        LongFlac flac = Flac(random);
        byte[] file = flac.ToArray();
        Lie(file, random);
        using var store = new FakeStore(file);
        using AudioSource source = AudioLoader.OpenSource(store.Open());
        Assert.Equal(flac.Frames, source.Frames);
        for (int i = 0; i < Reads; i++) AssertRead(source, flac, random);
        Assert.Empty(source.DamagedRanges);
        Assert.InRange(store.Requests.Count, 1, MaxRequests);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_store_that_fails_in_any_way_gives_right_samples_or_a_typed_error(int seed)
    {
        var random = new Random(seed);
        LongFlac flac = Flac(random);
        byte[] file = flac.ToArray();
        if (random.Next(2) == 0) Lie(file, random);
        int kind = seed % 6, part = random.Next(2, 12), late = random.Next(1, 40);
        using var store = new FakeStore(file);
        store.Change = (number, answer) => Failing(store, kind, number, part, late, answer);
        int read = 0, failed = 0;
        try
        {
            using AudioSource source = AudioLoader.OpenSource(store.Open());
            Assert.Equal(flac.Frames, source.Frames);
            for (int i = 0; i < Reads; i++)
            {
                try
                {
                    AssertRead(source, flac, random);
                    read++;
                }
                catch (Exception fault) when (IsTyped(fault))
                {
                    failed++;
                }
            }
            Assert.Empty(source.DamagedRanges);
        }
        catch (Exception fault) when (IsTyped(fault))
        {
            failed++;
        }
        Assert.True(read + failed > 0);
        Assert.InRange(store.Requests.Count, 1, MaxRequests);
    }

    /// <summary>From afar the last FlacFrame alone is looked at where it is the announced one: nothing that is missing or more goes by unseen.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_missing_at_the_end_or_stands_behind_it_is_told_from_afar_as_it_is_of_a_file(int seed)
    {
        var random = new Random(seed);
        byte[] file = Flac(random).ToArray();
        int cut = (seed % 4) switch { 0 => 1 + random.Next(20), 1 => 1 + random.Next(60_000), 2 => file.Length / 3, _ => 0 };
        byte[] behind = (seed % 8) switch
        {
            3 => [.. "TAG"u8, .. new byte[125]],
            4 => new byte[1 + random.Next(100_000)],
            5 => file[^(1 + random.Next(20_000))..],
            // A whole FlacFrame and more stands twice.
            7 => file[^20_000..],
            _ => [],
        };
        byte[] bytes = [.. file[..^cut], .. behind];
        using AudioSource near = AudioLoader.OpenSource(new CountingBytes(bytes), Silent);
        using AudioSource far = AudioLoader.OpenSource(new DistantBytes(bytes), Silent);
        Assert.Equal(near.Frames, far.Frames);
        int[] last = new int[near.Channels * (int)Math.Min(5000, near.Frames)], same = new int[last.Length];
        near.Read(near.Frames - (last.Length / near.Channels), last.AsSpan());
        far.Read(near.Frames - (last.Length / near.Channels), same.AsSpan());
        Assert.Equal(last, same);
        // What ends with the announced frame is told when somebody verifies it.
        if (seed % 8 == 7) ((FlacSource)far).Verify();
        if (near.Diagnostics.Count > 0) Assert.NotEmpty(far.Diagnostics);
        if (seed % 8 != 7) Assert.Equal(near.Diagnostics.Select(entry => entry.Message), far.Diagnostics.Select(entry => entry.Message));
    }

    // Of the store's kinds of failure: nothing of the recording is at fault, so that none is damage.
    private static bool IsTyped(Exception fault) =>
        fault is IOException or UnauthorizedAccessException or AudioFormatException { Kind: AudioFormatErrorKind.Changed };

    private static HttpResponseMessage Failing(FakeStore store, int kind, int number, int part, int late, HttpResponseMessage answer)
    {
        if (number < late && number % part != 1) return answer;
        switch (kind)
        {
            case 0 when number % part == 1: return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
            case 1 when number % part == 1: return Cut(answer);
            case 2 when number >= late:
                answer.Headers.ETag = new EntityTagHeaderValue("\"two\"");
                return answer;
            case 3 when number >= late: return new HttpResponseMessage(HttpStatusCode.Forbidden);
            case 4 when number % part == 1: return new HttpResponseMessage(HttpStatusCode.Redirect);
            case 5 when number >= late && answer.Content.Headers.ContentRange is { From: { } from, To: { } to, Length: { } length }:
                // It has become shorter.
                answer.Content.Headers.ContentRange = new ContentRangeHeaderValue(from, Math.Min(to, length - 2), length - 1);
                return answer;
            default: return answer;
        }
    }

    /// <summary>Fewer bytes than the answer announces.</summary>
    private static HttpResponseMessage Cut(HttpResponseMessage answer)
    {
        byte[] bytes = answer.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
        var cut = new StreamContent(new MemoryStream(bytes[..(bytes.Length / 2)]));
        cut.Headers.ContentRange = answer.Content.Headers.ContentRange;
        cut.Headers.ContentLength = bytes.Length;
        answer.Content = cut;
        return answer;
    }

    private static LongFlac Flac(Random random) => random.Next(3) switch
    {
        0 => new LongFlac(Rate, 1, Seconds, random.Next(2) == 0),
        1 => new LongFlac(Rate, 2, Seconds, random.Next(2) == 0, loudness: LongFlac.Steady),
        // Five times as many bytes in every other stretch of 100 FlacFrames.
        _ => new LongFlac(Rate, 1, Seconds, random.Next(2) == 0, loudness: number => (number / 100 % 2 * 0.9) + (0.1 * LongFlac.Chance(number)), leastBits: 0),
    };

    /// <summary>Has the header say other lengths, another largest FlacFrame, and places that lie anywhere.</summary>
    private static void Lie(byte[] file, Random random)
    {
        if (random.Next(3) == 0) random.NextBytes(file.AsSpan(InfoAt + 7, 3));
        // The last 36 bits of eight bytes.
        if (random.Next(3) == 0) random.NextBytes(file.AsSpan(InfoAt + 14, 4));
        bool hasTable = (file[42] & 0x7F) == 3;
        int points = hasTable ? ((file[43] << 16) | (file[44] << 8) | file[45]) / PointBytes : 0;
        int how = random.Next(5);
        long shift = random.NextInt64(-file.Length / 4, file.Length / 4);
        for (int i = 0; i < points; i++)
        {
            Span<byte> frame = file.AsSpan(PointsAt + (i * PointBytes), 8), offset = file.AsSpan(PointsAt + (i * PointBytes) + 8, 8);
            long place = BinaryPrimitives.ReadInt64BigEndian(offset);
            if (how == 0) BinaryPrimitives.WriteInt64BigEndian(offset, Math.Max(0, place + shift));
            if (how == 1) BinaryPrimitives.WriteInt64BigEndian(offset, random.NextInt64(file.Length));
            if (how == 2) BinaryPrimitives.WriteInt64BigEndian(frame, random.NextInt64(long.MaxValue));
            if (how == 3 && random.Next(4) == 0) BinaryPrimitives.WriteInt64BigEndian(offset, long.MaxValue - random.Next(1 << 20));
            // Crowded at the beginning.
            if (how == 4) BinaryPrimitives.WriteInt64BigEndian(offset, place / 64);
        }
    }

    private static void AssertRead(AudioSource source, LongFlac flac, Random random)
    {
        int count = random.Next(1, 20_000);
        long start = random.NextInt64(flac.Frames - count);
        int[] samples = new int[count * source.Channels];
        source.Read(start, samples.AsSpan());
        for (int i = 0; i < samples.Length; i++)
            if (samples[i] != flac.Sample(start + (i / source.Channels), i % source.Channels)) Assert.Fail($"frame {start + (i / source.Channels)}");
    }
}
