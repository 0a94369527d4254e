using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AudioIO.Tests.Tools;

/// <summary>Runs other programs on files in a folder of its own, which it deletes again.</summary>
internal sealed class Programs : IDisposable
{
    // Debian's own interpreter has python3-soundfile; another one that comes first on the path need not.
    private const string Python = "/usr/bin/python3";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("audioio-");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file of 10007 frames of loud, changing sound with silence and full scale in it.</summary>
    public string Sound(string name, int channels, int bits)
    {
        var random = new Random(7);
        int bytes = bits / 8;
        byte[] audio = new byte[10_007 * channels * bytes];
        for (int i = 0; i < audio.Length / bytes; i++)
        {
            double time = i / channels / 44100.0;
            double frequency = 200 + (3000 * time * (1 + (i % channels)));
            double value = (0.6 * Math.Sin(2 * Math.PI * frequency * time)) + (0.4 * (random.NextDouble() - 0.5));
            if (i < 200 * channels) value = 0;
            if (i / channels % 1000 == 999) value = i / channels % 2000 == 999 ? 1 : -1;
            long integer = (long)Math.Clamp(value * Math.Pow(2, bits - 1), -Math.Pow(2, bits - 1), Math.Pow(2, bits - 1) - 1);
            BitConverter.GetBytes(integer).AsSpan(0, bytes).CopyTo(audio.AsSpan(i * bytes));
        }
        File.WriteAllBytes(Path(name), WaveBuilder.File(WaveFormat.Pcm(bits, channels, 44100), audio));
        return Path(name);
    }

    /// <summary>Every sample that libsndfile reads from a file, as doubles.</summary>
    public static double[] ReadWithLibsndfile(string file)
    {
        string raw = file + ".f64";
        Run(
            Python,
            "-c",
            "import sys, soundfile; soundfile.read(sys.argv[1], dtype='float64', always_2d=True)[0].tofile(sys.argv[2])",
            file,
            raw);
        return MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(raw)).ToArray();
    }

    /// <summary>Writes a sound as a file of one of libsndfile's formats.</summary>
    public static void WriteWithLibsndfile(string sound, string file, string format, string subtype, string endian) => Run(
        Python,
        "-c",
        "import sys, soundfile; d, r = soundfile.read(sys.argv[1], dtype='float64', always_2d=True); " +
        "soundfile.write(sys.argv[2], d, r, sys.argv[4], sys.argv[5], sys.argv[3])",
        sound,
        file,
        format,
        subtype,
        endian);

    /// <summary>Every sample that sox decodes from a file, as 16-bit integers.</summary>
    public static short[] ReadWithSox(string file)
    {
        string raw = file + ".s16";
        Run("sox", "-D", file, "-t", "raw", "-e", "signed-integer", "-b", "16", "-L", raw);
        return MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(raw)).ToArray();
    }

    public static void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {errors}{output.Result}");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
