using System.Text;
using AudioIO.Tests;
using AudioIO.Tests.Joining;

namespace AudioIO.Fuzz;

/// <summary>Labels of Raven, Audacity and CSV: what is read and written again is read as itself.</summary>
internal sealed class LabelTarget : FuzzTarget
{
    private static readonly MemoryFiles Files = new MemoryFiles().Add("a.wav", Wave()).Add("b.wav", Wave());

    public override string Name => "labels";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[]
        {
            "Selection\tView\tChannel\tBegin Time (s)\tEnd Time (s)\tLow Freq (Hz)\tHigh Freq (Hz)\tBegin File\tFile Offset (s)\tAnnotation\tScore\tNote\n" +
                "1\tSpectrogram 1\t1\t1.000125\t1.100000\t1000\t2000.5\tb.wav\t0.000125\towl\t0.9\tx\n",
            "Selection\tBegin File\tFile Offset (s)\tDelta Time (s)\n1\ta.wav\t0.5\t0.25\n",
            "0.500000\t0.750000\towl\n\\\t1000.000000\t2000.000000\n1.5\t1.5\t\n",
            "StartFrame,FrameCount,Text,Channel\n10,20,\"a \"\"call\"\"\",0\n30,0,,\n", "start,end,label\n0.5,0.75,owl\n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    protected override bool Run(byte[] input, Choices choices)
    {
        using ConcatenatedSource source = Files.OpenAll();
        LabelFile read;
        try
        {
            read = LabelFile.Read(new StreamReader(new MemoryStream(input), Encoding.UTF8), source);
        }
        catch (AudioFormatException)
        {
            return false;
        }
        foreach (LabelFormat format in Enum.GetValues<LabelFormat>()) Repeat(read.Labels, source, format);
        return true;
    }

    private static void Repeat(IReadOnlyList<Label> labels, AudioSource source, LabelFormat format)
    {
        var text = new StringWriter();
        try
        {
            LabelFile.Write(text, labels, source, format);
        }
        catch (ArgumentException)
        {
            // What lies beyond the recording cannot be said in every format.
            return;
        }
        if (labels.Count == 0) return;
        LabelFile again = LabelFile.Read(new StringReader(text.ToString()), source);
        for (int i = 0; i < labels.Count; i++)
        {
            if (again.Labels.Count != labels.Count || again.Labels[i].StartFrame != labels[i].StartFrame || again.Labels[i].FrameCount != labels[i].FrameCount)
                throw new Finding($"{format}: {labels[i]} is read as {(i < again.Labels.Count ? again.Labels[i] : "none")}.");
        }
    }

    private static byte[] Wave() => WaveBuilder.Riff().Format(WaveFormat.Pcm(16, 2, 8000)).Data(new byte[4 * 8000]).ToArray();
}
