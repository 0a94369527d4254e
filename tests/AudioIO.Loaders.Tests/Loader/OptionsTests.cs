namespace AudioIO.Tests;

/// <summary>Options are checked when they are set, not when a recording is opened.</summary>
public class OptionsTests
{
    public static TheoryData<Action> Wrong { get; } = new(
        () => _ = new AudioLoaderOptions { BufferDuration = TimeSpan.FromTicks(-1) },
        () => _ = new AudioLoaderOptions { BackDuration = TimeSpan.FromTicks(-1) },
        () => _ = new AudioLoaderOptions { MaxBufferBytes = 0 },
        () => _ = new AudioLoaderOptions { OnDamage = (DamagePolicy)2 },
        () => _ = new AudioLoaderOptions { OnJoin = (JoinPolicy)(-1) },
        () => _ = new AudioLoaderOptions { FileOrder = (FileOrder)7 },
        () => _ = new AudioLoaderOptions { MaxDecodingThreads = 0 },
        () => _ = new AudioLoaderOptions { MaxOpenFiles = 0 },
        () => _ = new AudioLoaderOptions { ReadAheadBlocks = 0 });

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_value_out_of_its_range_is_refused(Action set) => Assert.Throws<ArgumentOutOfRangeException>(set);

    [Fact]
    public void A_list_of_formats_is_one()
    {
        Assert.Throws<ArgumentNullException>(() => new AudioLoaderOptions { Formats = null! });
        Assert.Throws<ArgumentException>(() => new AudioLoaderOptions { Formats = [null!] });
    }

    [Fact]
    public void The_list_of_formats_is_a_copy()
    {
        List<AudioFormat> formats = [.. AudioLoaderOptions.Default.Formats];
        var options = new AudioLoaderOptions { Formats = formats };
        formats.Clear();
        Assert.Equal(["WAV", "Wave64", "FLAC"], options.Formats.Select(format => format.Name));
    }
}
