using AudioIO.Samples.Tests;

namespace AudioIO.Viewer.Tests.Browser;

/// <summary>A recording of known sounds, looked at in the browser: pixels are asked for by time and frequency.</summary>
public abstract class BrowserTest : IDisposable
{
    private protected const int Rate = 48_000;

    private protected Workspace Here { get; } = new();

    /// <summary>Ten seconds: a chirp from 2 to 10 kHz between 2 s and 4 s, a click at 6 s, a hiss of −80 dB under all.</summary>
    private protected static double Known(int frame, int channel)
    {
        double time = frame / (double)Rate;
        double hiss = 0.0001 * (((frame * 7919L) + (channel * 31) % 10007) % 10007 / 5003.5 - 1);
        if (frame == 6 * Rate) return 0.9;
        if (time is < 2 or >= 4) return hiss;
        double into = time - 2; // phase of a frequency of 2 kHz + 4 kHz/s · t
        return hiss + (0.3 * Math.Sin(2 * Math.PI * ((2000 * into) + (2000 * into * into))));
    }

    private protected string KnownWave(string name = "known.wav", int seconds = 10) => Here.WriteWave(name, Rate, 1, seconds * Rate, Known);

    /// <summary>Functions of the page: lightness of a pixel of a canvas, of the spectrogram at a time and a frequency, and the loudest row, the middle one where levels end.</summary>
    private protected static Task Prepare(ShownRecording shown) => shown.Run("""
        window.light = (id, x, y) => { const d = document.getElementById(id).getContext('2d').getImageData(x, y, 1, 1).data; return d[0] + d[1] + d[2]; };
        window.pane = kind => viewer.plots.panes.find(pane => pane.kind === kind);
        window.xOf = seconds => Math.round(62 + viewer.view.x(viewer.axis.toAxis(seconds * viewer.recording.rate)));
        window.yOf = hz => Math.round(pane('spectrogram').y + (viewer.view.high - hz) / (viewer.view.high - viewer.view.low) * pane('spectrogram').height);
        window.lightAt = (seconds, hz) => light('plot', xOf(seconds), yOf(hz));
        window.loudest = seconds => { const p = pane('spectrogram'); let best = -1, first = 0, last = 0;
          for (let y = p.y; y < p.y + p.height; y++) { const l = light('plot', xOf(seconds), y); if (l > best) { best = l; first = y; } if (l === best) last = y; }
          return viewer.view.high - ((first + last) / 2 + 0.5 - p.y) / p.height * (viewer.view.high - viewer.view.low); };
        window.mean = seconds => { const p = pane('spectrogram'); let sum = 0; for (let y = p.y; y < p.y + p.height; y++) sum += light('plot', xOf(seconds), y); return sum / p.height; };
        """);

    public void Dispose()
    {
        Here.Dispose();
        GC.SuppressFinalize(this);
    }
}
