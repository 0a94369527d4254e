namespace AudioIO.Tests.Export;

/// <summary>
/// The program that this assembly is when it is started by itself: it opens a recording, and for every line that it is given looks whether
/// there is more of it, and prints how many frames there are. It ends with its input.
/// </summary>
internal static class Follower
{
    public static int Main(string[] args)
    {
        using AudioLoader<short> data = AudioLoader.Open<short>(args[0]);
        Console.WriteLine(Checked(data));
        while (Console.ReadLine() is not null)
        {
            data.Refresh();
            Console.WriteLine(Checked(data));
        }
        return 0;
    }

    /// <summary>The number of frames; −1 where one of them is not what was written.</summary>
    private static long Checked(AudioLoader<short> data)
    {
        short[] samples = new short[data.Frames * data.Channels];
        data.Read(0, samples);
        for (int i = 0; i < samples.Length; i++)
        {
            if (samples[i] != Joining.Waves.Value(i / data.Channels, i % data.Channels)) return -1;
        }
        return data.Frames;
    }
}
