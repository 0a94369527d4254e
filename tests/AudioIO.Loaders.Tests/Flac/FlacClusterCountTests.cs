using System.Globalization;
using AudioIO.Tests.Remote;
using Xunit.Abstractions;

namespace AudioIO.Tests.Flac;

/// <summary>
/// Counts windows of a file that is opened anew for each, by jumping, which are not what the walk through the whole has there: clusters of 4 KiB to
/// 4 MiB are overwritten by others, of the same recording and of those whose numbers are nearly the same. AUDIOIO_CLUSTERS in the environment is
/// how many windows of each kind, 2 where it is not set.
/// </summary>
public class FlacClusterCountTests(ITestOutputHelper output)
{
    private const int Count = 12_000;
    private const int Size = FlacNoise.Size;

    private static readonly int WindowsOfAKind =
        int.Parse(Environment.GetEnvironmentVariable("AUDIOIO_CLUSTERS") ?? "2", CultureInfo.InvariantCulture);

    private static readonly int[] Lengths = [1, 100, 4096, 48_000];
    private static readonly Lazy<byte[]> Sound = new(() => FlacNoise.File(1, count: Count).Sound);

    /// <summary>What the numbers of the other recording are ahead of those that belong there, in FlacFrames; null for a cluster of the same one.</summary>
    public static TheoryData<int?> Shifts => new(-400, -40, -3, 0, 3, 40, 400, null);

    // Storages begin clusters at multiples of their size, and files with a cluster.
    [Theory]
    [MemberData(nameof(Shifts))]
    public void A_window_of_a_local_file_is_what_the_walk_has_there(int? shift) =>
        Assert.Equal(0, CountWrong(shift, [4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096], isAligned: true, isRemote: false));

    [Theory]
    [MemberData(nameof(Shifts))]
    public void Of_small_clusters_in_any_place_and_far_away_likewise(int? shift)
    {
        Assert.Equal(0, CountWrong(shift, [4, 8, 16, 32], isAligned: false, isRemote: false));
        Assert.Equal(0, CountWrong(shift, [4, 8, 16, 32], isAligned: true, isRemote: true));
    }

    // Not promised: it says how many there are.
    [Theory]
    [MemberData(nameof(Shifts))]
    public void Of_other_clusters_most_windows_are_what_the_walk_has_there(int? shift)
    {
        int wrong = CountWrong(shift, [64, 128, 256, 512, 1024], isAligned: false, isRemote: false)
            + CountWrong(shift, [64, 128, 256, 512, 1024], isAligned: true, isRemote: true);
        Assert.InRange(wrong, 0, 5 * WindowsOfAKind * Lengths.Length);
    }

    private int CountWrong(int? shift, int[] kibibytes, bool isAligned, bool isRemote)
    {
        byte[] sound = Sound.Value, other = shift is { } ahead ? FlacNoise.File(2, ahead, count: Count).Sound : sound;
        int all = 0;
        foreach (int cluster in kibibytes.Select(size => size << 10))
        {
            var random = new Random(cluster);
            int wrong = 0;
            const int Places = 2;
            for (int place = 0; place < Places; place++)
            {
                int at = random.Next(1, (sound.Length / cluster) - 1) * cluster, from = at;
                if (!isAligned) at = from += random.Next(512, cluster);
                if (shift is null) from = random.Next(0, (sound.Length / cluster) - 1) * cluster;
                byte[] bytes = [.. sound[..at], .. other[from..(from + cluster)], .. sound[(at + cluster)..]];
                wrong += CountWrong(bytes, random, at / (double)sound.Length, cluster, isRemote, WindowsOfAKind / Places);
            }
            string what = $"{(isRemote ? "far away" : "local")}, {(isAligned ? "" : "not ")}at a multiple";
            output.WriteLine($"{shift?.ToString(CultureInfo.InvariantCulture) ?? "own"}, {cluster >> 10} KiB, {what}: {wrong} of {WindowsOfAKind * Lengths.Length}");
            all += wrong;
        }
        return all;
    }

    private static int CountWrong(byte[] bytes, Random random, double place, int cluster, bool isRemote, int windows)
    {
        using FlacSource walked = FlacFile.Open(bytes, DamagePolicy.Silence, wholeWalkBytes: 1 << 30);
        int[] truth = FlacFile.ReadAll(walked);
        // Around the cluster, and within it.
        double frames = cluster / (double)bytes.Length * truth.Length, low = (place * truth.Length) - (0.2 * frames) - (40 * Size), high = low + (1.4 * frames) + (80 * Size);
        int wrong = 0;
        foreach (int length in Lengths)
        {
            for (int i = 0; i < windows; i++)
            {
                int start = (int)Math.Clamp(low + (random.NextDouble() * (high - low)), 0, truth.Length - length);
                using FlacSource source = isRemote
                    ? FlacSource.Open(new DistantBytes(bytes), 0, new AudioLoaderOptions { OnDamage = DamagePolicy.Silence }, wholeWalkBytes: 0)
                    : FlacFile.Open(bytes, DamagePolicy.Silence, wholeWalkBytes: 0);
                int[] part = new int[length];
                source.Read(start, part.AsSpan());
                if (!part.AsSpan().SequenceEqual(truth.AsSpan(start, length))) wrong++;
            }
        }
        return wrong;
    }
}
