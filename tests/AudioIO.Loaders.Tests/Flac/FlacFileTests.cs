using System.Runtime.CompilerServices;

namespace AudioIO.Tests.Flac;

/// <summary>Files of the flac tool, committed beside this test with how they were made: the checksum that it stored decides.</summary>
public class FlacFileTests
{
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder(), "*.flac").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Fact]
    public void They_are_all_there() => Assert.Equal(9, Directory.GetFiles(Folder(), "*.flac").Length);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sample_is_the_one_that_was_coded(string name)
    {
        string path = Path.Combine(Folder(), name);
        using var source = (FlacSource)AudioLoader.OpenSource(path, new AudioLoaderOptions { MaxDecodingThreads = 3 });
        Assert.Empty(source.Diagnostics);
        FlacVerification result = source.Verify();
        // An encoder that writes to a pipe can store neither length nor checksum.
        bool piped = name.Contains("unknown_length", StringComparison.Ordinal);
        Assert.Equal((piped ? FlacMd5Result.Absent : FlacMd5Result.Matches, true), (result.Md5, result.IsSound));

        // What reading in one go gives is what any part gives, with vectors of every width and without.
        int[] all = FlacFile.ReadAll(source), other = new int[all.Length];
        foreach (FlacLaneKernel? lanes in FlacFile.Ways)
        {
            source.CreateReader(lanes).Read(0, other.AsSpan());
            Assert.Equal(all, other);
        }
        FlacWindows.AssertEqual(source, all, _ => false, 1, 200);
        using FlacSource landing = FlacFile.Open(File.ReadAllBytes(path), wholeWalkBytes: 0);
        FlacWindows.AssertEqual(landing, all, _ => false, 2, 200);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Files");
}
