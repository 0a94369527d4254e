using AudioIO.Tests.Flac;

namespace AudioIO.Tests.Tools;

/// <summary>
/// Clusters of 32 KiB in wrong places of a recording of ten minutes, as storages leave them: no more than what is gone is lost, the same
/// whichever way the file is read.
/// </summary>
public class FlacClusterToolsTests
{
    private const int Cluster = 32 << 10;
    private const int Rate = 48000;

    public static TheoryData<string> Kinds => ["zeroed", "missing", "own earlier", "own later", "foreign", "put in between"];

    [ToolsTheory]
    [MemberData(nameof(Kinds))]
    [Trait("Needs", "tools")]
    public void A_cluster_in_a_wrong_place_loses_its_own_second_at_most(string kind)
    {
        using var programs = new Programs();
        byte[] sound = Record(programs, "night", 600), other = Record(programs, "other", 500);
        string path = programs.Path("damaged.flac");
        foreach (int place in kind == "own later" ? (int[])[1, 4, 8] : [2, 7])
        {
            File.WriteAllBytes(path, FlacOrderTests.Damage(sound, other, kind, place, Cluster));
            FlacWays ways = FlacWays.ReadLarge(path, longBlock: 10 * Rate);
            Assert.Equal(600L * Rate, ways.Info.Frames);
            // A cluster has about 0.6 s: what is gone, and the two FlacFrames that it cuts.
            long most = (long)(600.0 * Rate * Cluster / sound.Length) + (3 * 4096);
            Assert.True(most < Rate, "A cluster has more than a second.");
            Assert.True(ways.FramesLost <= most, $"{kind} at {place}: {ways.FramesLost} frames are lost");
        }
    }

    [ToolsTheory]
    [InlineData(20)]
    [Trait("Needs", "tools")]
    public void Segments_of_ffmpeg_are_the_parts_of_the_whole(int seconds)
    {
        using var programs = new Programs();
        string whole = programs.Path("whole.flac"), pattern = programs.Path("part%d.flac");
        Programs.Run("sox", "-n", "-r", "48000", "-b", "16", "-c", "1", whole, "synth", "60", "sine", "300-3000", "vol", "0.5");
        Programs.Run("ffmpeg", "-v", "error", "-i", whole, "-c", "copy", "-f", "segment", "-segment_time", $"{seconds}", pattern);
        string[] parts = [.. Enumerable.Range(0, 60 / seconds).Select(i => programs.Path($"part{i}.flac"))];
        using var source = (FlacSource)AudioLoader.OpenSource(whole);
        int[] expected = FlacFile.ReadAll(source);
        int[] joined = [.. parts.SelectMany(part =>
        {
            using var read = (FlacSource)AudioLoader.OpenSource(part);
            // The first part begins at 0, so that nothing tells its checksum of the whole from a wrong one.
            Assert.True(part == parts[0] || read.Verify().IsSound, part);
            return FlacFile.ReadAll(read);
        })];
        Assert.Equal(expected, joined);
        using AudioLoader<short> join = AudioLoader.Open<short>(parts);
        Assert.Equal(expected.Length, join.Frames);
    }

    private static byte[] Record(Programs programs, string name, int seconds)
    {
        string wave = programs.Path(name + ".wav"), flac = programs.Path(name + ".flac");
        Programs.Run("sox", "-R", "-n", "-r", $"{Rate}", "-b", "16", "-c", "1", wave, "synth", $"{seconds}", "pinknoise", "vol", name == "night" ? "0.5" : "0.4");
        Programs.Run("flac", "-s", "-f", "-5", "-o", flac, wave);
        return File.ReadAllBytes(flac);
    }
}
